import { serializeSigned } from "hono/utils/cookie"
import type { Person } from "./denial-people.ts"
import { type FrontDoor, type Neighbour, secret, tokenOf } from "./front-door.ts"

/** One of `people` as the other cell knows it, at this cell's door. */
export interface Foreigner extends Person {
  /** Its session of there, signed as this cell would sign it: only the sessions themselves are left to tell. */
  forger: Person["client"]
}

/** The same people with the same ids and e-mails, who signed in at the other cell and bring that session here. */
export async function openForeigners(
  door: FrontDoor,
  neighbour: Neighbour,
  people: readonly Person[],
): Promise<Foreigner[]> {
  const foreigners: Foreigner[] = []
  for (const person of people) {
    const [row] = await neighbour.rows(
      `select u.email from members m join users u on u.id = m.user_id join credentials c on c.user_id = u.id
       where m.organisation_id = ? and m.role = ?`,
      [person.organisation, person.name.split(" ").at(-1) ?? ""],
    )
    const { cookie } = await neighbour.as(String(row?.["email"]))
    const [name = ""] = cookie.split("=")
    const signed = (await serializeSigned(name, tokenOf(cookie), secret)).split(";")[0] ?? ""
    foreigners.push({ ...person, client: door.withCookie(cookie), forger: door.withCookie(signed) })
  }
  return foreigners
}
