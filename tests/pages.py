"""Reading pages as a browser does: what a form would send, which addresses a page holds."""

from html.parser import HTMLParser


class Reader(HTMLParser):
    """Collects the forms of a page, with their fields' values as they would be submitted."""

    def __init__(self):
        super().__init__()
        self.forms = []
        self.links = []
        self.tags = []
        self.select = self.area = None
        self.options = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        if tag == "form":
            self.forms.append({"attrs": attrs, "fields": {}, "names": []})
        elif tag == "a" and attrs.get("href"):
            self.links.append(attrs["href"])
        elif tag in ("input", "button") and attrs.get("name"):
            self.box(tag, attrs)
        elif tag == "select":
            self.select, self.options = attrs, []
        elif tag == "option" and self.select is not None:
            self.options.append((attrs.get("value", ""), "selected" in attrs))
        elif tag == "textarea":
            self.area, self.text = attrs, ""

    def box(self, tag, attrs):
        kind = attrs.get("type", "text")
        self.name(attrs["name"])
        if tag == "button" or kind in ("submit", "file", "reset"):
            return
        if kind in ("checkbox", "radio") and "checked" not in attrs:
            return
        self.put(attrs["name"], attrs.get("value", "on" if kind == "checkbox" else ""))

    def name(self, name):
        if self.forms and name not in self.forms[-1]["names"]:
            self.forms[-1]["names"].append(name)

    def put(self, name, value):
        if self.forms:
            self.forms[-1]["fields"].setdefault(name, []).append(value)

    def handle_data(self, data):
        if self.area is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag == "select" and self.select is not None:
            self.end_select()
        elif tag == "textarea" and self.area is not None:
            if self.area.get("name"):
                self.name(self.area["name"])
                self.put(self.area["name"], self.text.removeprefix("\n"))
            self.area = None

    def end_select(self):
        name, chosen = self.select.get("name"), [v for v, on in self.options if on]
        if name:
            self.name(name)
            if not chosen and self.options and "multiple" not in self.select:
                chosen = [self.options[0][0]]
            for value in chosen:
                self.put(name, value)
        self.select = None


def read(response) -> Reader:
    reader = Reader()
    reader.feed(text(response))
    return reader


def text(response) -> str:
    return response.content.decode(response.charset or "utf-8")


def form_of(response, *names):
    """The fields of the main posting form: that with these names, and the most of them."""
    forms = [f for f in read(response).forms if f["attrs"].get("method", "").lower() == "post"]
    wanted = [f for f in forms if set(names) <= set(f["names"])]
    if wanted:
        return dict(max(wanted, key=lambda f: len(f["names"]))["fields"])
    message = f"No form with {names} in this page; there are {[f['names'] for f in forms]}"
    raise AssertionError(message)


def body(response) -> bytes:
    """The whole answer, streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content
