"""The requests that are measured, as a device or a browser sends them."""

import json
from dataclasses import dataclass, field

API = "/api/v1"


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def by_token(scene: dict, post: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {scene['keys'][post]}", "Content-Type": "application/json"}


def signed_in(scene: dict, post: str) -> dict[str, str]:
    return {"Cookie": f"sessionid={scene['sessions'][post]}"}


def finish(scene: dict, truck: int) -> Request:
    """Close an inspection of ten lines: ten lots, ten movements, one journal entry."""
    return Request("POST", f"{API}/store/deliveries/{truck}/finish", "", by_token(scene, "storekeeper"))


def issue(scene: dict) -> Request:
    """Ten lines, of each article the lot that expires first."""
    lines = [{"lot": lot, "amount": 1000} for lot in scene["issue_from"]]
    body = json.dumps({"purpose": "午餐", "lines": lines})
    return Request("POST", f"{API}/store/issues", body, by_token(scene, "storekeeper"))


def trace(scene: dict) -> Request:
    return Request("GET", f"{API}/kitchen/trace/lots/{scene['traced']}", "", by_token(scene, "food_safety_officer"))


def trace_page(scene: dict) -> Request:
    return Request("GET", f"/kitchen/trace/lots/{scene['traced']}/", "", signed_in(scene, "food_safety_officer"))


def stock_page(scene: dict) -> Request:
    return Request("GET", "/store/", "", signed_in(scene, "storekeeper"))


def today_page(scene: dict, post: str) -> Request:
    return Request("GET", "/", "", signed_in(scene, post))


def line_receipt(scene: dict, truck: int) -> Request:
    return Request("POST", f"/receipt/{truck}", "", by_token(scene, "storekeeper"))


def line_issue(scene: dict) -> Request:
    asked = issue(scene)
    return Request("POST", "/issue", asked.body, asked.headers)


def line_trace(scene: dict) -> Request:
    return Request("GET", f"/trace/{scene['traced']}", "", by_token(scene, "food_safety_officer"))
