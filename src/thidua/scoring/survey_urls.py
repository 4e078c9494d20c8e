"""The address that stands on a slip: short, for it is typed by hand too."""

from django.urls import path

from thidua.scoring.views import survey_answer

app_name = "survey"
urlpatterns = [path("<str:token>/", survey_answer.answer, name="answer")]
