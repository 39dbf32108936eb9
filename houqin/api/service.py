"""The machine's door: OpenAPI 3.1 over the same verbs as the pages. Each domain app brings its own router."""

from ninja import NinjaAPI

from houqin.api.answers import teach
from houqin.api.door import ROOT
from houqin.api.keys import TokenKey
from houqin.api.searching import router as search
from houqin.campus.api import router as equipment
from houqin.checklists.api import router as checklists
from houqin.discipline.api import router as discipline
from houqin.dormitory.api import router as dormitory
from houqin.foodsafety.api import router as food_safety
from houqin.governance.api import router as governance
from houqin.incidents.api import router as cases
from houqin.kitchen.api import router as kitchen
from houqin.nightwatch.api import router as night_watch
from houqin.roomlife.api import router as room_life
from houqin.supply.api import router as store
from houqin.visitors.api import router as visitors
from houqin.whereabouts.api import router as whereabouts


class SchoolApi(NinjaAPI):
    def get_root_path(self, path_params=None) -> str:
        """The operations are in no address book: `houqin.api.edge` answers before one is opened."""
        return ROOT


api = SchoolApi(
    title="Houqin",
    version="1",
    description=(
        "School logistics that can be proven. Every write is a verb: it may be refused with 409 and all reasons at "
        "once. Send `Entry-Key` to make a write count once. Amounts are whole base units (g, mL, piece); moments are "
        "ISO 8601 with offset."
    ),
    auth=TokenKey(),
    docs_url=None,
)
teach(api)
api.add_router("/store", store)
api.add_router("/kitchen", kitchen)
api.add_router("/cases", cases)
api.add_router("/checklists", checklists)
api.add_router("/governance", governance)
api.add_router("/food-safety", food_safety)
api.add_router("/night-watch", night_watch)
api.add_router("/dormitory", dormitory)
api.add_router("/equipment", equipment)
api.add_router("/whereabouts", whereabouts)
api.add_router("/discipline", discipline)
api.add_router("/visitors", visitors)
api.add_router("/room-life", room_life)
api.add_router("/search", search)
