import { formsOf } from "../../scripts/bench/forms.ts"
import { type Client, cookiesOf, type Fields, type FrontDoor, origin } from "./front-door.ts"
import { linkOf } from "./letters.ts"

let keys = 0

/** A key as a page makes one for each form. */
export const newKey = () => `inviting-key-${++keys}`

/** What a newcomer fills in. */
export function newcomer(changes: Record<string, string> = {}): Record<string, string> {
  const name = "新来的"
  const email = `newcomer-${++keys}@people.example`
  return { key: newKey(), name, email, password: "seven green ginkgo leaves", ...changes }
}

/** The path of the link that a page of an invitation shows. */
export function linkIn(html: string): string {
  const field = /<input[^>]*id="link"[^>]*>/.exec(html)?.[0] ?? ""
  const link = /value="([^"]+)"/.exec(field)?.[1]
  if (!link) throw new Error("the page shows no link")
  return link.slice(origin.length)
}

/** Invites as a head does: the form of the members page, then the page of the invitation. */
export async function inviteBy(
  head: Client,
  fields: Record<string, string> = { role: "editor" },
): Promise<{ sent: string; link: string }> {
  const answer = await head.post("/members/invitations", { key: newKey(), ...fields })
  const location = answer.headers.get("location") ?? ""
  if (answer.status !== 303) throw new Error(`inviting: ${answer.status}`)
  const sent = new URL(location, origin).pathname
  return { sent, link: linkIn(await (await head.get(location)).text()) }
}

/** Has the letter sent that an invitation's link sends to an e-mail that is typed there; answers the letter's own link. */
export async function letterBy(door: FrontDoor, link: string, email: string): Promise<URL> {
  const nobody = await door.as(null)
  const path = `${new URL(link, origin).pathname}/letter`
  const answer = await nobody.post(path, { key: newKey(), email })
  if (answer.status !== 303) throw new Error(`asking for the letter: ${answer.status} ${await answer.text()}`)
  return new URL(await linkOf(door, email.toLowerCase(), "joining"), origin)
}

/** What a newcomer fills in who has opened the letter that came to the e-mail typed at an invitation. */
export async function provenNewcomer(
  door: FrontDoor,
  link: string,
  changes: Record<string, string> = {},
): Promise<Record<string, string>> {
  const { email = "", ...fields } = newcomer(changes)
  const proof = (await letterBy(door, link, email)).searchParams.get("proof") ?? ""
  return { ...fields, proof }
}

/** Takes an invitation as a new person, by the letter; answers the cookie of its session. */
export async function takeBy(
  door: FrontDoor,
  link: string,
  changes: Record<string, string> = {},
): Promise<string> {
  const nobody = await door.as(null)
  const fields = await provenNewcomer(door, link, changes)
  const answer = await nobody.post(new URL(link, origin).pathname, fields)
  if (answer.status !== 303) throw new Error(`accepting: ${answer.status} ${await answer.text()}`)
  return cookiesOf(answer)
}

/** Sends a form of a page as it stands, found by the end of its action. */
export async function press(
  client: Client,
  page: string,
  actionEnd: string,
  changes: Record<string, string> = {},
) {
  const html = await (await client.get(page)).text()
  const form = formsOf(html).find(({ action }) => action.endsWith(actionEnd))
  if (!form) throw new Error(`${page} has no form ${actionEnd}`)
  const fields: Fields = { ...Object.fromEntries(form.fields), ...changes }
  return client.post(form.action, fields)
}
