"""The nouns, one file each. They keep; verbs write."""

from articles.models.address import Address
from articles.models.agency import Agency, AgencyKind
from articles.models.author import Author, CreditCode
from articles.models.byline import Byline, BylineRole
from articles.models.edition import Edition, EditionKind
from articles.models.job import Job
from articles.models.photo import Photo, Rendition
from articles.models.readership import DaySalt, Hit, HourlyViews, MostRead, Reason, StoryViews
from articles.models.revision import Approval, Revision, RevisionKind
from articles.models.section import Hue, Section
from articles.models.shelving import EditionAgency, EditionAuthor, EditionTag
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
    "CreditCode",
    "DaySalt",
    "Desk",
    "Edition",
    "EditionAgency",
    "EditionAuthor",
    "EditionKind",
    "EditionTag",
    "Hit",
    "HourlyViews",
    "Hue",
    "Job",
    "Language",
    "MostRead",
    "Photo",
    "Public",
    "Reason",
    "Rendition",
    "Revision",
    "RevisionKind",
    "Section",
    "Story",
    "StoryTag",
    "StoryViews",
    "Tag",
]
