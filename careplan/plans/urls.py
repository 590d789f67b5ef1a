from django.urls import path

from careplan.plans import views

app_name = "plans"
urlpatterns = [
    path("of/<uuid:patient>/", views.chart, name="chart"),
    path("of/<uuid:patient>/draft/", views.draft, name="draft"),
    path("<uuid:version>/", views.detail, name="detail"),
    path("<uuid:version>/edit/", views.edit, name="edit"),
    path("<uuid:version>/submit/", views.submit, name="submit"),
    path("<uuid:version>/sign/<str:meaning>/", views.sign, name="sign"),
    path("<uuid:version>/activate/", views.activate, name="activate"),
    path("<uuid:version>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:version>/problems/add/", views.add_problem, name="add_problem"),
    path("problems/<uuid:problem>/goals/add/", views.add_goal, name="add_goal"),
    path("goals/<uuid:goal>/objectives/add/", views.add_objective, name="add_objective"),
    path("objectives/<uuid:objective>/interventions/add/", views.add_intervention, name="add_intervention"),
    path("problems/<uuid:item>/remove/", views.remove_problem, name="remove_problem"),
    path("goals/<uuid:item>/remove/", views.remove_goal, name="remove_goal"),
    path("objectives/<uuid:item>/remove/", views.remove_objective, name="remove_objective"),
    path("interventions/<uuid:item>/remove/", views.remove_intervention, name="remove_intervention"),
]
