/** What a new city needs before its first quarter, in the order in which one rests on the other. */
export const firstSteps = ["places", "organisations", "people", "estates", "criteria", "quarter"] as const

export type FirstStep = (typeof firstSteps)[number]

/** Whom a quarter needs: who files, who verifies first and second, who opens and releases it. */
export const neededParties = ["city", "district", "street", "company"] as const

export type NeededParty = (typeof neededParties)[number]

/** What stands in a city now; nobody ticks a step, each follows from these. */
export interface CityFacts {
  /** A community stands, where estates can be entered. */
  places: boolean
  /** Of which parties one is registered, and of which one has somebody who may do its part of a quarter. */
  registered: Record<NeededParty, boolean>
  staffed: Record<NeededParty, boolean>
  /** An estate has a company. */
  estates: boolean
  /** The edition that came last, `code@version`; null where there is none. */
  edition: string | null
  quarter: boolean
}

/** A step with what it still lacks, of those that need several parties. */
export interface StepState {
  step: FirstStep
  done: boolean
  missing: NeededParty[]
}

/** The steps of a city, in order. */
export function stepsOf(facts: CityFacts): StepState[] {
  const without = (of: Record<NeededParty, boolean>) => neededParties.filter((party) => !of[party])
  const missing = { organisations: without(facts.registered), people: without(facts.staffed) }
  const done: Record<FirstStep, boolean> = {
    places: facts.places,
    organisations: missing.organisations.length === 0,
    people: missing.people.length === 0,
    estates: facts.estates,
    criteria: facts.edition !== null,
    quarter: facts.quarter,
  }
  return firstSteps.map((step) => ({
    step,
    done: done[step],
    missing: step === "organisations" || step === "people" ? missing[step] : [],
  }))
}
