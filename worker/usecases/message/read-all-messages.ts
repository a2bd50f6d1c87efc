import { z } from "zod"
import { act } from "../act.ts"
import { inboxUpTo } from "./open-message.ts"

/** A person marks all messages of its inbox as read, up to the newest that its page showed. */
export const readAllMessages = act({
  name: "message.read_all",
  may: ["message.read"],
  on: inboxUpTo,
  input: z.strictObject({}),
  seen: "nothing",
  refusals: {},
  plan(newest, _, { now }) {
    const { unread } = newest
    return {
      result: { unread },
      write(store) {
        store.messages.readAll(newest)
      },
      event: {
        entity: "message",
        entityId: newest.id,
        detail: { unread },
        before: { unread },
        after: { unread: 0, readAt: now.toISOString() },
      },
    }
  },
})
