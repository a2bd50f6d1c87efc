import { z } from "zod"

/** More than any authenticator answers when no attestation is asked for. */
const MOST = 16_000
const base64url = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9_-]*$/)

const answer = z.object({
  id: base64url(1400).min(1),
  rawId: base64url(1400),
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: base64url(6000),
    attestationObject: base64url(8000).optional(),
    authenticatorData: base64url(4000).optional(),
    signature: base64url(4000).optional(),
    userHandle: base64url(200).nullish(),
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(10)
      .optional(),
  }),
  clientExtensionResults: z.object({}),
})

/** What a browser's passkey answered, out of the field of a form; null when it is no such thing. */
export function readPasskeyAnswer(field: string | undefined): z.infer<typeof answer> | null {
  if (field === undefined || field.length > MOST) return null
  try {
    return answer.safeParse(JSON.parse(field)).data ?? null
  } catch {
    return null
  }
}
