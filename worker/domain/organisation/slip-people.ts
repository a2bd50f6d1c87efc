import type { Fault } from "../errors.ts"
import { mostAccounts } from "../identity/first-password.ts"
import { plainSignInName, readMobile, signInNameFaults } from "../identity/sign-in-id.ts"
import { nameFaults, readName } from "./names.ts"

/** Somebody who gets an account with a printed slip. */
export interface SlipPerson {
  name: string
  signInName: string
  mobile: string | null
}

/** The person of a line: a name, then, divided by commas, a sign-in name of its own and a mobile number, in any order. */
function readPerson(line: string): { person: SlipPerson; own: string | undefined } {
  const [first = "", ...more] = line.split(/[,，、;；\t]/).map((part) => part.trim())
  const name = readName(first)
  const given = more.filter((part) => part !== "")
  const mobile = given.map(readMobile).find((one) => one !== null) ?? null
  const own = given.find((part) => readMobile(part) === null)
  return { person: { name, signInName: plainSignInName(own ?? name), mobile }, own }
}

/**
 * The people that somebody typed, one a line, at most `mostAccounts`. A fault is one of `people` and names its line: a name or
 * sign-in name that is none, or the same sign-in name or number twice.
 */
export function readSlipPeople(typed: string): { people: SlipPerson[]; faults: Fault[] } {
  const field = "people"
  const lines = typed
    .split(/\r?\n/)
    .flatMap((text, at) => (text.trim() === "" ? [] : [{ text, line: at + 1 }]))
  if (lines.length === 0) return { people: [], faults: [{ rule: "people_missing", field }] }
  if (lines.length > mostAccounts)
    return { people: [], faults: [{ rule: "people_many", field, with: { max: mostAccounts } }] }
  const read = lines.map(({ text, line }) => ({ ...readPerson(text), line }))
  const people = read.map(({ person }) => person)
  const faults = read.flatMap(({ person, own, line }, at): Fault[] => {
    const about = { line, name: person.name }
    if (nameFaults(person.name, "person").length > 0) return [{ rule: "slip_name", field, with: about }]
    if (signInNameFaults(person.signInName).length > 0)
      return own === undefined
        ? [{ rule: "slip_sign_in_name", field, with: about }]
        : [{ rule: "slip_given", field, with: { ...about, typed: own } }]
    const twice = read
      .slice(0, at)
      .find(
        ({ person: other }) =>
          other.signInName === person.signInName ||
          (person.mobile !== null && other.mobile === person.mobile),
      )
    return twice ? [{ rule: "slip_twice", field, with: { ...about, other: twice.line } }] : []
  })
  return { people, faults }
}
