"""What a ward may have, one row a field: the owner of its name, its kind and what people call it.

The list reader, the summary of a list and the command line derive from it. A field more is a row here, a field of
`Ward` and a phrase in `words/`.
"""

from gettext import gettext as _
from typing import Literal, NamedTuple

Kind = Literal["code", "name", "text", "phone", "email", "web"]


class WardField(NamedTuple):
    """A field of `Ward`: its name, kind, Vietnamese and English name, and whether citizens get in touch by it."""

    name: str
    kind: Kind
    vi: str
    en: str
    is_contact: bool = False


FIELDS = (
    WardField("code", "code", "Mã", _("code")),
    WardField("name", "name", "Tên", _("name")),
    WardField("parent", "text", "Xã quản lý", _("commune of the hamlet")),
    WardField("province", "text", "Tỉnh", _("province")),
    WardField("address", "text", "Địa chỉ", _("address"), is_contact=True),
    WardField("phone", "phone", "Điện thoại", _("telephone"), is_contact=True),
    WardField("hotline", "phone", "Đường dây nóng", _("hotline"), is_contact=True),
    WardField("hours", "text", "Giờ làm việc", _("hours"), is_contact=True),
    WardField("email", "email", "Email", _("email"), is_contact=True),
    WardField("url", "web", "Trang web", _("website"), is_contact=True),
    WardField("issuer", "text", "Cơ quan phát hành", _("issuer")),
)
BY_NAME = {field.name: field for field in FIELDS}
CONTACTS = tuple(field.name for field in FIELDS if field.is_contact)
