import type { Command } from '@oclif/core/command';
import { Help } from '@oclif/core/help';
import type { Topic } from '@oclif/core/interfaces';

/** oclif's help, which lists each command and topic once: not again under its aliases. */
export class HopctlHelp extends Help {
  protected override get sortedCommands(): Command.Loadable[] {
    return super.sortedCommands.filter((command) => !command.aliases.includes(command.id));
  }

  protected override get sortedTopics(): Topic[] {
    const ids = this.sortedCommands.map((command) => command.id);
    return super.sortedTopics.filter((topic) => ids.some((id) => id.startsWith(`${topic.name}:`)));
  }
}
