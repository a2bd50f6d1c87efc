import { z } from "zod"
import type { WaitingEstate } from "../domain/deadline/deadline-kind.ts"
import type { Letter } from "../domain/mail/letter.ts"
import type { Hand, LetterFields, SecurityNotice } from "../domain/mail/letter-kind.ts"
import { isLetterName, type LetterName, letters } from "../domain/mail/letters.ts"
import { oneOf, text, word } from "./parts.ts"
import { role } from "./people.ts"

const securityNotice = oneOf<SecurityNotice>({
  password_changed: true,
  email_changed: true,
  sign_in_changed: true,
  slip_renewed: true,
  second_factor_on: true,
  second_factor_off: true,
  recovery_codes_made: true,
  recovery_code_used: true,
  passkey_added: true,
  passkey_removed: true,
  passkey_copied: true,
  second_factor_reset: true,
  attempts_limited: true,
  code_wrong: true,
  role_changed: true,
  member_removed: true,
})

const hand: z.ZodType<Hand> = z.union([
  z.object({ from: text }),
  z.object({ until: text }),
  z.object({ never: z.literal(true) }),
])

const fields: { [F in keyof LetterFields]: z.ZodType<LetterFields[F]> } = {
  link: text,
  organisation: text,
  estate: text,
  inviter: text,
  role,
  hours: text,
  minutes: text,
  day: text,
  when: text,
  reason: text,
  what: securityNotice,
  key: text,
  maker: text,
  programme: text,
  quarter: text,
  organiser: text,
  version: text,
  count: text,
  absent: text,
  deputy: text,
  until: text,
  estates: z
    .array(
      z.object({
        name: text,
        hand: hand.optional(),
        link: text.optional(),
        band: z.object({ zh: text, en: text }).optional(),
        points: text.optional(),
      }),
    )
    .readonly(),
  items: z.array(z.object({ kind: text, fields: z.lazy(() => z.object(fields).partial()) })),
}

/** The estates that wait, or that news are about, as queries gather them. */
export const waitingEstates: z.ZodType<WaitingEstate[]> = z.array(
  z.object({
    name: text,
    slug: text,
    band: z.object({ zh: text, en: text }).nullish(),
    final: z.number().nullish(),
    hand: hand.optional(),
  }),
)

/** What fills in a message of an inbox. */
export const messageFields: z.ZodType<Partial<LetterFields>> = z.object(fields).partial()

const template = z.custom<LetterName>((value) => typeof value === "string" && isLetterName(value))

/** A letter that waits: what its kind is filled in with is all there. */
export const letter: z.ZodType<Letter> = z
  .object({
    to: word,
    template,
    language: z.enum(["zh", "en"]),
    parameters: z.object(fields).partial(),
  })
  // One that waited from before letters named estates has none.
  .refine(({ template: name, parameters }) =>
    letters[name].fields.every((field) => field in parameters || field === "estates"),
  )
