"""A child that is searched for is found when the school learns where it is by another way."""

from houqin.dormitory.actions.searches import end_searches
from houqin.whereabouts.hearing import hears_where

hears_where(end_searches)
