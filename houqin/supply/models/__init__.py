"""Nouns of supply. Amounts are whole base units of the article (g, mL, piece); stock is a sum of movements."""

from houqin.supply.models.articles import Article, ArticleUnit
from houqin.supply.models.checks import ColdReading, StoreCheck
from houqin.supply.models.deliveries import Delivery, DeliveryLine, Paper, Signature
from houqin.supply.models.lots import CountLine, Issue, Lot, Movement, Preparation, StockCount
from houqin.supply.models.orders import Order, OrderLine
from houqin.supply.models.suppliers import Approval, Certificate, Supplier, Suspension

__all__ = [
    "Approval",
    "Article",
    "ArticleUnit",
    "Certificate",
    "ColdReading",
    "CountLine",
    "Delivery",
    "DeliveryLine",
    "Issue",
    "Lot",
    "Movement",
    "Order",
    "OrderLine",
    "Paper",
    "Preparation",
    "Signature",
    "StockCount",
    "StoreCheck",
    "Supplier",
    "Suspension",
]
