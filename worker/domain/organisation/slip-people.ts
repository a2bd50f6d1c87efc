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
function readPerson(line: string): SlipPerson {
  const [first = "", ...more] = line.split(/[,，、;；\t]/).map((part) => part.trim())
  const name = readName(first)
  const given = more.filter((part) => part !== "")
  const mobile = given.map(readMobile).find((one) => one !== null) ?? null
  const own = given.find((part) => readMobile(part) === null)
  return { name, signInName: plainSignInName(own ?? name), mobile }
}

/**
 * The people that somebody typed, one a line, at most `mostAccounts`. A fault is one of `people` and names its line: a name or
 * sign-in name that is none, or the same sign-in name or number twice.
 */
export function readSlipPeople(typed: string): { people: SlipPerson[]; faults: Fault[] } {
  const field = "people"
  const lines = typed.split(/\r?\n/).filter((line) => line.trim() !== "")
  if (lines.length === 0) return { people: [], faults: [{ rule: "people_missing", field }] }
  if (lines.length > mostAccounts)
    return { people: [], faults: [{ rule: "people_many", field, with: { max: mostAccounts } }] }
  const people = lines.map(readPerson)
  const faults = people.flatMap((person, at): Fault[] => {
    const about = { line: at + 1, name: person.name }
    if (nameFaults(person.name, "person").length > 0) return [{ rule: "slip_name", field, with: about }]
    if (signInNameFaults(person.signInName).length > 0)
      return [{ rule: "slip_sign_in_name", field, with: about }]
    const before = people.slice(0, at)
    const twice = before.some(
      (other) =>
        other.signInName === person.signInName || (person.mobile !== null && other.mobile === person.mobile),
    )
    return twice ? [{ rule: "slip_taken", field, with: about }] : []
  })
  return { people, faults }
}
