"""The one Django app of the domain."""

from django.apps import AppConfig


class DomainConfig(AppConfig):
    """Label ``goldenthread``: moving a model between packages of one app is no migration."""

    name = "goldenthread.domain"
    label = "goldenthread"
    verbose_name = "Golden Thread"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the permission predicates, which register themselves."""
        from goldenthread.domain.organisation import permissions  # noqa: F401  registers on import
