"""One error page for every status, in plain words."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

TITLES = {
    400: "That request could not be read",
    403: "This step belongs to another role",
    404: "We could not find that",
    405: "That cannot be done this way",
    409: "Not just now",
    413: "That is too large to send",
    422: "Something needs another look",
    500: "Something went wrong on our side",
}


def error_page(request: Any, status: int, message: str = "", fix: str = "") -> HttpResponse:
    """The error page, or for htmx a short alert for the message region."""
    context = {"status": status, "title": TITLES.get(status, TITLES[400]), "message": message, "fix": fix}
    template = "error.html#short" if getattr(request, "htmx", False) else "error.html"
    response = render(request, template, context, status=status)
    response["Vary"] = "HX-Request"
    return response


def bad_request(request: Any, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself was malformed."""
    return error_page(request, 400, "Some of what was sent could not be read.", "Go back and try once more.")


def forbidden(request: Any, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403, also when the form's security token has expired."""
    if reason:
        return error_page(
            request,
            403,
            "This form was open for so long that its security token expired.",
            "Go back, reload the page and send it again; what you typed is kept.",
        )
    return error_page(request, 403, "You may not open this.", "Ask your team lead if you think you should.")


def not_found(request: Any, exception: Exception | None = None) -> HttpResponse:
    """404: unknown and out of reach look the same."""
    return error_page(
        request, 404, "There is nothing at this address for you.", "Check the address, or search for the person."
    )


def server_error(request: Any) -> HttpResponse:
    """500: our fault; nothing is half-written because every action is one transaction."""
    return error_page(
        request,
        500,
        "Nothing was half-saved: either all of it was, or none.",
        "Go back and check, then try again. If it happens twice, tell the administrator.",
    )
