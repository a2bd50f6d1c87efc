import { z } from "zod"
import type { MemberActor } from "../../domain/actor.ts"
import { act, type Target } from "../act.ts"

/** The calendar of whoever acts: since when it has an address; null without. */
export const ownFeed: Target<{ since: string | null }, null> = {
  open: async (ctx) => ({ since: await ctx.read.calendarFeeds.own() }),
  nameOf: () => null,
}

/** A person turns its calendar off: its address leads nowhere any more. */
export const endFeed = act({
  name: "calendar.end",
  may: ["message.read"],
  on: ownFeed,
  input: z.strictObject({}),
  seen: "nothing",
  refusals: {},
  plan({ since }, _, { actor }: { actor: MemberActor }) {
    return {
      result: null,
      write(store) {
        store.calendarFeeds.end(actor.userId)
      },
      event: {
        entity: "user",
        entityId: actor.userId,
        detail: {},
        before: { since },
        after: { since: null },
      },
    }
  },
})
