import { z } from "zod"
import type { Letter, LetterParameters, SecurityNotice } from "../domain/mail/letter.ts"
import { oneOf, text } from "./parts.ts"
import { role } from "./people.ts"

const securityNotice = oneOf<SecurityNotice>({
  password_changed: true,
  email_changed: true,
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

const link = { link: text }
const joining = z.object({ ...link, organisation: text, role, inviter: text, hours: text })

const parameters: { [T in keyof LetterParameters]: z.ZodType<LetterParameters[T]> } = {
  invitation: z.object({ ...link, organisation: text, role, inviter: text }),
  joining,
  joining_known: joining,
  reset: z.object({ ...link, minutes: text }),
  email: z.object(link),
  email_used: z.object(),
  factor_reset: z.object({ ...link, inviter: text, organisation: text, day: text, reason: text }),
  deletion_requested: z.object({ ...link, organisation: text, day: text }),
  security: z.object({ what: securityNotice, when: text }),
  key_made: z.object({ ...link, organisation: text, key: text, maker: text, when: text }),
  judge_invited: z.object({ ...link, programme: text, organiser: text }),
  rules_changed: z.object({ ...link, programme: text, organiser: text, version: text, reason: text }),
}

const head = z.object({
  to: text,
  template: z.custom<keyof LetterParameters>(
    (value) => typeof value === "string" && Object.hasOwn(parameters, value),
  ),
  language: z.enum(["zh", "en"]),
  parameters: z.unknown(),
})

/** A letter that waits: its template says what fills it in. */
export const letter = z.custom<Letter>((value) => {
  const read = head.safeParse(value)
  return read.success && parameters[read.data.template].safeParse(read.data.parameters).success
})
