from django.conf import settings
from django.urls import path

from careplan.web import views

app_name = "web"
urlpatterns = [
    path("drafts/", views.draft, name="draft"),
    path("drafts/forget/", views.forget_draft, name="forget_draft"),
    path("still-here/", views.ping, name="ping"),
    path("theme/", views.theme, name="theme"),
    path("health/", views.health, name="health"),
]
if settings.DEBUG or settings.CAREPLAN_MODE == "test":
    urlpatterns += [path("components/", views.gallery, name="gallery")]
