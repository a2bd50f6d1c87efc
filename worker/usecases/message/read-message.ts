import { z } from "zod"
import { act } from "../act.ts"
import { ownMessage } from "./open-message.ts"

/** A person marks a message of its inbox as read. */
export const readMessage = act({
  name: "message.read",
  may: ["message.read"],
  on: ownMessage,
  input: z.strictObject({}),
  seen: "nothing",
  refusals: {},
  plan({ id, kind, readAt }, _, { now }) {
    return {
      result: null,
      write(store) {
        store.messages.read(id)
      },
      event: {
        entity: "message",
        entityId: id,
        detail: { kind },
        before: { readAt },
        after: { readAt: now.toISOString() },
      },
    }
  },
})
