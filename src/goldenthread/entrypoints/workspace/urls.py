"""Addresses of the signed-in pages."""

from goldenthread.entrypoints.workspace.assessment.urls import urlpatterns as assessment
from goldenthread.entrypoints.workspace.audit.urls import urlpatterns as audit
from goldenthread.entrypoints.workspace.collection.urls import urlpatterns as collection
from goldenthread.entrypoints.workspace.consultation.urls import urlpatterns as consultation
from goldenthread.entrypoints.workspace.framework.urls import urlpatterns as framework
from goldenthread.entrypoints.workspace.home.urls import urlpatterns as home
from goldenthread.entrypoints.workspace.indicators.urls import urlpatterns as indicators
from goldenthread.entrypoints.workspace.organisation.urls import urlpatterns as organisation
from goldenthread.entrypoints.workspace.partnership.urls import urlpatterns as partnership
from goldenthread.entrypoints.workspace.reporting.urls import urlpatterns as reporting
from goldenthread.entrypoints.workspace.returns.urls import urlpatterns as returns
from goldenthread.entrypoints.workspace.unit_plans.urls import urlpatterns as unit_plans

app_name = "workspace"
urlpatterns = [
    *home,
    *assessment,
    *collection,
    *reporting,
    *partnership,
    *audit,
    *indicators,
    *framework,
    *consultation,
    *unit_plans,
    *organisation,
    *returns,
]
