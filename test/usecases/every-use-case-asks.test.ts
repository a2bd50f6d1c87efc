import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { MemberActor, OrganisationKind } from "../../worker/domain/actor.ts"
import { DomainError } from "../../worker/domain/errors.ts"
import { may, rolesOf } from "../../worker/domain/permissions.ts"
import { levelOf } from "../../worker/domain/place.ts"
import { acts } from "../../worker/usecases/acts.ts"
import { authorityMember, companyMember, openTestCell, type TestCell } from "../support/cell.ts"

/**
 * A page asks for a permission before it shows a form, and the use case behind it asks again: here each use case is
 * called by everybody there is, past all pages, with input that means nothing. Who gets beyond `forbidden` stands in
 * test/golden/use-cases.txt, which is changed by hand: a line for each function whose first parameter is the context of a
 * member, and one for each act that is one value.
 */
const golden = "test/golden/use-cases.txt"
const root = "worker/usecases"

let cell: TestCell

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-10-12T02:00:00Z"), watched: false })
})
afterAll(() => cell.close())

/** Everybody there is, with places for the levels of an authority: of a city, a district and a street. */
function everybody(): { name: string; actor: MemberActor }[] {
  const places = ["510100", "510104", "510104020"]
  return (Object.keys(rolesOf) as OrganisationKind[]).flatMap((kind) =>
    rolesOf[kind].flatMap((role) => {
      if (kind === "authority")
        return places.map((place) => ({
          name: `${levelOf(place)} ${role}`,
          actor: authorityMember(role, place),
        }))
      const member = companyMember(role, kind === "company" ? "company-1" : `a-${kind}`)
      const actor = { ...member, organisation: { ...member.organisation, kind } }
      return [{ name: `${kind} ${role}`, actor }]
    }),
  )
}

/** Input that means nothing: whatever is asked of it is such input again. */
const anything: unknown = new Proxy(() => anything, {
  get(_, name) {
    if (name === "then") return undefined
    if (name === Symbol.iterator) return () => [].values()
    if (name === Symbol.toPrimitive) return () => "anything"
    return anything
  },
  apply: () => anything,
})

type UseCase = (ctx: unknown, ...rest: unknown[]) => unknown

/** Every exported function whose first parameter is the context of a member, by the name of its file. */
async function useCases(): Promise<{ name: string; call: UseCase }[]> {
  const found: { name: string; call: UseCase }[] = []
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  )
  for (const file of files.sort()) {
    const source = readFileSync(join(root, file), "utf8")
    const named = source.matchAll(
      /^export (?:async )?function (\w+)(?:<[^(]*>)?\(\s*ctx: UseCaseContext<MemberActor>/gm,
    )
    const module = (await import(pathToFileURL(join(root, file)).href)) as Record<string, UseCase>
    for (const [, name = ""] of named) {
      const call = module[name]
      if (call) found.push({ name: `${file.replace(/\.ts$/, "")} ${name}`, call })
    }
  }
  return found
}

async function isForbidden(call: UseCase, actor: MemberActor): Promise<boolean> {
  try {
    await call(cell.contextFor(actor), anything, anything, anything, anything)
    return false
  } catch (error) {
    return error instanceof DomainError && error.rule === "forbidden"
  }
}

/** Names of people, those of one kind told together: `city approver/verifier, organiser chair`. */
function together(names: readonly string[]): string {
  const kinds = new Map<string, string[]>()
  for (const name of names) {
    const [kind = "", role = ""] = name.split(" ")
    kinds.set(kind, [...(kinds.get(kind) ?? []), role])
  }
  return [...kinds].map(([kind, roles]) => `${kind} ${roles.join("/")}`).join(", ")
}

const people = everybody()
const line = (name: string, letIn: readonly string[]) =>
  `${name}: ${letIn.length === people.length ? "everybody" : together(letIn) || "nobody"}`

const expected = readFileSync(golden, "utf8")
  .split("\n")
  .filter((text) => text && !text.startsWith("#"))

test("each use case asks for its permission by itself, and lets in whom the golden file names", async () => {
  const lines: string[] = []
  for (const { name, call } of await useCases()) {
    const letIn: string[] = []
    for (const { name: who, actor } of people) if (!(await isForbidden(call, actor))) letIn.push(who)
    lines.push(line(name, letIn))
  }
  expect(lines).toEqual(expected.filter((text) => !text.startsWith("act ")))
})

test("each act is for whom the golden file names", () => {
  const lines = acts.map(({ name, may: permissions }) => {
    const letIn = people.filter(({ actor }) => permissions.some((permission) => may(actor, permission)))
    return line(
      `act ${name}`,
      letIn.map(({ name: who }) => who),
    )
  })
  expect(lines).toEqual(expected.filter((text) => text.startsWith("act ")))
})
