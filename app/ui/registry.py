"""TABS: the tabs in their order, one line each."""

from app.ui.tab import Tab
from app.ui.tabs.activity_plan.tab import ActivityPlanTab
from app.ui.tabs.challenge_menu.tab import ChallengeMenuTab
from app.ui.tabs.champion_letter.tab import ChampionLetterTab
from app.ui.tabs.champion_qualification.tab import ChampionQualificationTab
from app.ui.tabs.closing_checklist.tab import ClosingChecklistTab
from app.ui.tabs.customer_receptivity.tab import CustomerReceptivityTab
from app.ui.tabs.key_persons.tab import KeyPersonsTab
from app.ui.tabs.meeting.tab import MeetingTab
from app.ui.tabs.relationship_map.tab import RelationshipMapTab
from app.ui.tabs.success_stories.tab import SuccessStoriesTab
from app.ui.tabs.value_calculator.tab import ValueCalculatorTab

TABS: tuple[type[Tab], ...] = (
    CustomerReceptivityTab,
    KeyPersonsTab,
    ChampionQualificationTab,
    RelationshipMapTab,
    ChampionLetterTab,
    ChallengeMenuTab,
    SuccessStoriesTab,
    ValueCalculatorTab,
    ActivityPlanTab,
    ClosingChecklistTab,
    MeetingTab,
)
