/** What only the whole edition shows: codes used twice or unknown, points that do not add up or have too many decimals. */

import { checkDisclosure } from "./check-disclosure.ts"
import { atMostChecks } from "./check-list.ts"
import { decimalsOf } from "./decimal.ts"
import type { Edition } from "./edition.ts"
import type { EditionReader } from "./read-values.ts"
import { round9 } from "./rounding.ts"

/** Checks an edition as a whole: unique names, known names, points that add up. Faults go to the reader. */
export function checkEdition(reader: EditionReader, edition: Edition): void {
  checkUnique(reader, edition)
  checkNames(reader, edition)
  checkPoints(reader, edition)
  checkIds(reader, edition)
  checkDisclosure(reader, edition)
}

/** The ids of checks, those that every `at_most` gives among them. */
function checkIds(reader: EditionReader, edition: Edition): void {
  const first = new Map(atMostChecks(edition).map(({ id, left }) => [id, `the at_most of ${left}`]))
  for (const [n, { id }] of (edition.checks ?? []).entries()) {
    const path = `checks[${n}].id`
    const before = first.get(id)
    if (id === "") continue
    if (before === undefined) first.set(id, path)
    else reader.fault(path, `“${id}” is used twice: first at ${before}`)
  }
}

/** Every key and code with its path, all kinds together. */
function namesOf(edition: Edition): (readonly [path: string, name: string])[] {
  const coded = (list: string, items: readonly { code: string }[]) =>
    items.map(({ code }, n) => [`${list}[${n}].code`, code] as const)
  return [
    ...edition.bases.map(({ key }, n) => [`bases[${n}].key`, key] as const),
    ...coded("dimensions", edition.dimensions),
    ...edition.indicators.flatMap(({ code, inputs }, i) => [
      [`indicators[${i}].code`, code] as const,
      ...inputs.map(({ key }, n) => [`indicators[${i}].inputs[${n}].key`, key] as const),
    ]),
    ...coded("gates", edition.gates),
    ...coded("bonuses", edition.bonuses),
    ...coded("deductions", edition.deductions),
    ...coded("vetoes", edition.vetoes),
    ...coded("bands", edition.bands),
  ]
}

function checkUnique(reader: EditionReader, edition: Edition): void {
  const first = new Map<string, string>()
  for (const [path, name] of namesOf(edition)) {
    const before = first.get(name)
    if (name === "") continue
    if (before === undefined) first.set(name, path)
    else reader.fault(path, `“${name}” is used twice: first at ${before}`)
  }
}

function checkNames(reader: EditionReader, edition: Edition): void {
  const dimensions = new Set(edition.dimensions.map(({ code }) => code))
  const keys = new Set(
    [...edition.bases, ...edition.indicators.flatMap(({ inputs }) => inputs)].map(({ key }) => key),
  )
  const checkAtMost = (path: string, atMost: string | undefined) => {
    if (atMost && !keys.has(atMost)) reader.fault(`${path}.at_most`, `there is no key “${atMost}”`)
  }
  for (const [n, { at_most }] of edition.bases.entries()) checkAtMost(`bases[${n}]`, at_most)
  edition.indicators.forEach(({ dimension, inputs }, i) => {
    if (dimension !== "" && !dimensions.has(dimension))
      reader.fault(`indicators[${i}].dimension`, `there is no dimension “${dimension}”`)
    for (const [n, { at_most }] of inputs.entries()) checkAtMost(`indicators[${i}].inputs[${n}]`, at_most)
  })
}

function checkPoints(reader: EditionReader, { dimensions, indicators, rounding }: Edition): void {
  dimensions.forEach(({ code, points }, n) => {
    const sum = indicators
      .filter(({ dimension }) => dimension === code)
      .reduce((total, one) => total + one.points, 0)
    if (!Number.isNaN(sum - points) && round9(sum) !== round9(points))
      reader.fault(
        `dimensions[${n}].points`,
        `the points of its indicators are ${round9(sum)}, not ${points}`,
      )
  })
  const places = rounding.indicator
  if (places === null || Number.isNaN(places)) return
  indicators.forEach(({ points }, i) => {
    if (decimalsOf(points) > places)
      reader.fault(
        `indicators[${i}].points`,
        `${points} has more than ${places} decimals (rounding.indicator)`,
      )
  })
}
