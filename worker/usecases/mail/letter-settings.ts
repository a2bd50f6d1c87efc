import { z } from "zod"
import type { OrganisationLetters, OwnLetters } from "../../data/letter-settings.ts"
import { DomainError } from "../../domain/errors.ts"
import { type LetterSettings, settable, ways } from "../../domain/mail/settings.ts"
import type { Target } from "../act.ts"

/** How each letter that may be set is wanted; one that is left out follows the organisation, or goes out at once. */
export const wanted = z.partialRecord(z.enum(settable), z.enum(ways))

/** The settings of whoever acts. */
export const ownLetters: Target<OwnLetters, null> = {
  async open(ctx) {
    const found = await ctx.read.letterSettings.own()
    if (!found) throw new DomainError("not_found", "not_found")
    return found
  },
  nameOf: () => null,
}

/** The settings of the organisation that it acts for. */
export const organisationLetters: Target<OrganisationLetters, null> = {
  async open(ctx) {
    const found = await ctx.read.letterSettings.organisation()
    if (!found) throw new DomainError("not_found", "not_found")
    return found
  },
  nameOf: () => null,
}

/** Settings as an event tells them. */
export const told = (settings: LetterSettings): string =>
  settable.flatMap((name) => (settings[name] ? [`${name}:${settings[name]}`] : [])).join(" ")
