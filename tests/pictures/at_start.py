"""What a picture to take hold of shows before anybody does."""

from unittest import mock

from mlsmath.pictures import moving


def at_start(by_hand, *args, **kwargs):
    """The picture that a ``…_by_hand`` shows without a kernel: no widget is made."""
    with mock.patch.object(moving, "show", lambda scene: scene.picture_at_start()):
        return by_hand(*args, **kwargs)
