import { organisations } from "../../schema/tables/organisations.ts"
import { insertRows } from "../../scripts/seeding/insert-rows.ts"
import type { Role } from "../../worker/domain/actor.ts"
import type { Client, FrontDoor } from "./front-door.ts"

const street = "510104018"
/** The organisations of `openPeople`, by kind and level. */
export const organisationOf = {
  company: "company-1",
  community: `place-${street}004`,
  street: `place-${street}`,
  district: "place-510104",
  city: "place-510100",
  organiser: "organiser-1",
  platform: "platform",
} as const

/** The roles there. */
export const rolesOf: Record<keyof typeof organisationOf, readonly Role[]> = {
  company: ["manager", "editor", "viewer"],
  community: ["verifier", "approver", "viewer"],
  street: ["verifier", "approver", "viewer"],
  district: ["verifier", "approver", "viewer"],
  city: ["verifier", "approver", "viewer"],
  organiser: ["chair", "secretary", "judge"],
  platform: ["operator"],
}

/** Others of the same kinds and rights as one of `people` who have nothing to do with their estates. */
export const strangers: Record<string, readonly [organisation: string, role: Role, twin: string]> = {
  "another company": ["company-2", "editor", "company editor"],
  "another company's manager": ["company-3", "manager", "company manager"],
  "another community": ["place-510107064003", "verifier", "community verifier"],
  "another street of the district": ["place-510104026", "verifier", "street verifier"],
  "another district": ["place-510105", "verifier", "district verifier"],
  "another district's approver": ["place-510105", "approver", "district approver"],
  "another zone": ["place-510106", "approver", "district approver"],
}

export type Person = { name: string; organisation: string; client: Client }

async function member(door: FrontDoor, organisationId: string, role: Role): Promise<Client> {
  const [known] = await door.cell.rows(
    `select u.email from members m join users u on u.id = m.user_id join credentials a on a.user_id = u.id
     where m.organisation_id = ? and m.role = ?`,
    [organisationId, role],
  )
  if (known) return door.as(String(known["email"]))
  return door.as(await door.addMember(organisationId, role))
}

/** Everybody who can sign in: every kind of organisation, level and role, named for example `street verifier`. */
export async function openPeople(door: FrontDoor): Promise<Person[]> {
  const people: Person[] = []
  for (const kind of Object.keys(organisationOf) as (keyof typeof organisationOf)[])
    for (const role of rolesOf[kind]) {
      const organisation = organisationOf[kind]
      people.push({
        name: `${kind} ${role}`,
        organisation,
        client: await member(door, organisation, role),
      })
    }
  return people
}

/** A stranger and the one of `people` whose rights it has over other estates. */
export type Stranger = Person & { twin: string }

/** Members with the same rights over other estates. */
export async function openStrangers(door: FrontDoor): Promise<Stranger[]> {
  const people: Stranger[] = []
  for (const [name, [organisation, role, twin]] of Object.entries(strangers))
    people.push({ name, organisation, twin, client: await member(door, organisation, role) })
  return people
}

const organisers = new WeakMap<FrontDoor, Promise<Person[]>>()

/** Members of another organiser, who have nothing to do with anybody's programmes; named as those of `openPeople`. */
export function openOrganiser(door: FrontDoor): Promise<Person[]> {
  const organisation = "organiser-2"
  const open = async (): Promise<Person[]> => {
    const row = {
      ...{ id: organisation, kind: "organiser" as const, name: "另一个主办方", placeCode: null },
      createdAt: door.now.toISOString(),
    }
    await door.cell.client.batch([insertRows(organisations, [row])], "write")
    return Promise.all(
      rolesOf.organiser.map(async (role) => ({
        name: `organiser ${role}`,
        organisation,
        client: await member(door, organisation, role),
      })),
    )
  }
  const known = organisers.get(door) ?? open()
  organisers.set(door, known)
  return known
}
