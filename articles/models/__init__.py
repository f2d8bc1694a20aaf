"""The nouns, one file each. They keep; verbs write."""

from articles.models.address import Address
from articles.models.agency import Agency, AgencyKind
from articles.models.author import Author, CreditCode
from articles.models.byline import Byline, BylineRole
from articles.models.edition import Edition, EditionKind
from articles.models.excuse import Excuse
from articles.models.job import Job
from articles.models.notice import Correction, CorrectionKind, Ground, Withdrawal
from articles.models.notification import Notification, NotificationKind, NotificationSetting
from articles.models.photo import Photo, Rendition
from articles.models.readership import DaySalt, Hit, HourlyViews, MostRead, Reason, StoryViews
from articles.models.remark import Remark
from articles.models.reply import Reply, ReplyState, Wish
from articles.models.revision import Approval, Revision, RevisionKind
from articles.models.section import Hue, Section
from articles.models.shelving import EditionAgency, EditionAuthor, EditionTag
from articles.models.standing_finding import Severity, StandingFinding
from articles.models.states import Desk, Language, Public
from articles.models.story import Story
from articles.models.tag import StoryTag, Tag

__all__ = [
    "Address",
    "Agency",
    "AgencyKind",
    "Approval",
    "Author",
    "Byline",
    "BylineRole",
    "Correction",
    "CorrectionKind",
    "CreditCode",
    "DaySalt",
    "Desk",
    "Edition",
    "EditionAgency",
    "EditionAuthor",
    "EditionKind",
    "EditionTag",
    "Excuse",
    "Ground",
    "Hit",
    "HourlyViews",
    "Hue",
    "Job",
    "Language",
    "MostRead",
    "Notification",
    "NotificationKind",
    "NotificationSetting",
    "Photo",
    "Public",
    "Reason",
    "Remark",
    "Rendition",
    "Reply",
    "ReplyState",
    "Revision",
    "RevisionKind",
    "Section",
    "Severity",
    "StandingFinding",
    "Story",
    "StoryTag",
    "StoryViews",
    "Tag",
    "Wish",
    "Withdrawal",
]
