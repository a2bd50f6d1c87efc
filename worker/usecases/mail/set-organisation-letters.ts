import { z } from "zod"
import { changedFields } from "../../domain/audit/changed-fields.ts"
import { act } from "../act.ts"
import { organisationLetters, told, wanted } from "./letter-settings.ts"

/** A head says how the organisation's members get letters who have set nothing themselves. */
export const setOrganisationLetters = act({
  name: "letters.set_organisation",
  may: ["member.manage"],
  on: organisationLetters,
  input: z.strictObject({ letters: wanted }),
  seen: "version",
  refusals: {},
  async plan({ letters: before, version }, { given, seen }, { actor, outrun }) {
    const { id } = actor.organisation
    if (version !== seen) throw await outrun({ entity: "organisation", id })
    return {
      result: null,
      write(store) {
        store.letterSettings.setOrganisation(id, version, given.letters)
      },
      event: {
        entity: "organisation",
        entityId: id,
        detail: {},
        ...changedFields({ letters: told(before) }, { letters: told(given.letters) }),
      },
    }
  },
})
