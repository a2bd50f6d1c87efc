import { z } from "zod"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { act } from "../act.ts"
import { ownLetters, told, wanted } from "./letter-settings.ts"

/** A person says which letters it wants by e-mail, how, and in which language. */
export const setOwnLetters = act({
  name: "letters.set",
  may: ["message.read"],
  on: ownLetters,
  input: z.strictObject({ language: z.enum(["zh", "en"]).nullable(), letters: wanted }),
  seen: "version",
  refusals: {},
  async plan(before, { given, seen }, { actor, outrun }) {
    if (before.version !== seen) throw await outrun({ entity: "user", id: actor.userId })
    const { language, letters } = given
    return {
      result: null,
      write(store) {
        store.letterSettings.setOwn(actor.userId, before.version, { language, letters })
      },
      event: {
        entity: "user",
        entityId: actor.userId,
        detail: {},
        ...changedFields(
          { language: before.language, letters: told(before.own) },
          { language, letters: told(letters) },
        ),
      },
    }
  },
})
