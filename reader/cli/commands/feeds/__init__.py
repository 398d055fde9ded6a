"""`broadsheet feed`: the subscriptions of the feeds folder."""

from __future__ import annotations

import click

from reader.cli.lazy_group import LazyGroup

COMMANDS = {
    "add": "reader.cli.commands.feeds.add",
    "find": "reader.cli.commands.feeds.find",
    "list": "reader.cli.commands.feeds.list",
    "rename": "reader.cli.commands.feeds.rename",
    "remove": "reader.cli.commands.feeds.remove",
    "import": "reader.cli.commands.feeds.import_list",
    "export": "reader.cli.commands.feeds.export",
    "check": "reader.cli.commands.feeds.check",
    "why": "reader.cli.commands.feeds.why",
}
"""The modules of the commands, by name. Each defines its command as `command`."""

EXAMPLES = """\b
Examples:
  broadsheet feed add kottke.org                 subscribe to its feed
  broadsheet feed find kottke.org                show its feeds and headlines
  broadsheet feed add URL --category Tech/Apple  choose its category
  broadsheet feed list                           print all feeds
  broadsheet feed rename daring DF               change the name of a feed
  broadsheet feed rename DF --category Apple     move it to another category
  broadsheet feed import feeds.opml              add those of another reader
  broadsheet feed import ~/.newsboat/urls        add those of newsboat
  broadsheet feed export > feeds.opml            export the list
  broadsheet feed check daring                   show what would be written
  broadsheet feed why daring                     say what became of each entry
"""


@click.group("feed", cls=LazyGroup, modules=COMMANDS, epilog=EXAMPLES)
def command() -> None:
    """Manage the feeds that you are subscribed to.

    They are listed in feeds.toml in the feeds folder, which you can edit too. A FEED is named by
    its id, its name, or the beginning of its name.
    """
