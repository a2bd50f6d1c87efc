import { z } from "zod"
import { act } from "../act.ts"
import { ownMessage } from "./open-message.ts"

/** A person marks all messages of its inbox as read, up to the newest that its page showed. */
export const readAllMessages = act({
  name: "message.read_all",
  may: ["message.read"],
  on: ownMessage,
  input: z.strictObject({}),
  seen: "nothing",
  refusals: {},
  async plan(newest, _, { read, now }) {
    const unread = await read.messages.unread(newest)
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
