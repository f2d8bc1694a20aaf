"""What a button of a story's screen asks for, once the text is saved."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.plain_admin import person
from articles import workflow
from articles.admin import findings, move_page, moves, once, screens, wordless
from articles.models import Story
from articles.workflow import Refused


def press(request: HttpRequest, story: Story) -> HttpResponse:
    """Make the move, or excuse the finding, whose button was pressed; a move that needs words has
    its page. `story.version` is what this post saved or was drawn for: what the person has seen."""
    leads, counts = reverse("admin:articles_story_change", args=[story.pk]), True
    try:
        if findings.PRESSED in request.POST:
            done = findings.excuse(request.POST, story, by=person(request))
            screens.say_done(request, wordless.Done(done))
        elif name := request.POST.get("_move"):
            leads, counts = _move(request, story, name, leads)
    except Refused as refused:
        counts = False
        screens.say_refused(request, refused, findings.reason(request.POST))
    once.remember(request, leads, counts=counts)
    return redirect(leads)


def _move(request: HttpRequest, story: Story, name: str, back: str) -> tuple[str, bool]:
    """Where it leads, and whether it is done with that."""
    move, by = moves.named(name), person(request)
    if move in wordless.WORDLESS:
        screens.say_done(request, wordless.WORDLESS[move](story, by, story.version))
        return back, True
    now = Story.objects.get(pk=story.pk)  # as it stands after the save
    seen = workflow.judged(story, move)
    if reasons := workflow.refusals(now, move, by=by, seen=seen, note="…"):
        raise Refused(reasons)
    return move_page.address(story.pk, move), False
