import type { Text } from "../../text/text.ts"

/** For whom an invitation is, in words: its e-mail, or whoever has the link. */
export function invitedWords(text: Text, { email }: { email: string | null }): string {
  return email ?? text.people.invite.byLink
}

/** Who invited: the person when it is of the own organisation, otherwise the organisation; a dash when nobody did. */
export function inviterWords(
  text: Text,
  inviter: { name: string | null; own: boolean; organisation: string | null },
): string {
  const { nobody } = text.people.members
  if (inviter.own) return inviter.name ?? nobody
  return inviter.organisation ?? nobody
}
