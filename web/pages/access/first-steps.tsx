import type { MemberActor } from "../../../worker/domain/actor.ts"
import type { FirstStep, StepState } from "../../../worker/domain/organisation/first-steps.ts"
import { may } from "../../../worker/domain/permissions.ts"
import { paths } from "../../paths.ts"
import { LinkButton } from "../../ui/button.tsx"
import { useText } from "../../ui/use-text.ts"

export interface FirstStepsProps {
  actor: MemberActor
  /** In order; none for those who do not begin a city. */
  steps: StepState[]
  /** The edition that the first quarter will have, `code@version`. */
  edition: string | null
  /** Shown also when all are done. */
  allSteps: boolean
}

/** The page where somebody does a step; null where it is another's to do, or nobody's on a page. */
function hrefOf(actor: MemberActor, step: FirstStep): string | null {
  const registers = may(actor, "organisation.register")
  switch (step) {
    case "places":
      return may(actor, "place.edit") ? paths.places() : null
    case "organisations":
      return registers ? paths.organisations() : null
    case "people":
      return registers ? paths.organisations() : null
    case "estates":
      return may(actor, "registry.edit") ? paths.registry() : null
    case "quarter":
      return may(actor, "quarter.open") ? paths.quarters() : null
    case "criteria":
      return null
  }
}

function Step({
  actor,
  state,
  edition,
  first,
}: {
  actor: MemberActor
  state: StepState
  edition: string | null
  first: boolean
}) {
  const { firstSteps: words, site } = useText()
  const { step, done, missing } = state
  const { title, text } = words.steps[step]
  const href = hrefOf(actor, step)
  const lacks = missing.map((party) => words.parties[party])
  return (
    <li class="to-do__row">
      <span class="to-do__state">{done ? words.done : words.open}</span>
      <span class="to-do__what">
        <strong>{title}</strong>
        <span class="sub-line">
          {step === "criteria" && edition ? words.edition(edition) : text}
          {lacks.length > 0 && ` ${words.missing[step === "people" ? "people" : "organisations"](lacks)}`}
          {!href && !done && ` ${words.by[step]}`}
        </span>
      </span>
      {href && (
        <LinkButton href={href} look={first ? "primary" : undefined}>
          {done ? words.look : words.begin}
          <span class="hidden-text">{site.aside(title)}</span>
        </LinkButton>
      )}
    </li>
  )
}

/** 开城步骤: what a new city still needs before its first quarter; once all is there, a link that shows it again. */
export function FirstSteps({ actor, steps, edition, allSteps }: FirstStepsProps) {
  const { firstSteps: words } = useText()
  if (steps.length === 0) return null
  const left = steps.filter(({ done }) => !done)
  if (left.length === 0 && !allSteps)
    return (
      <p>
        <a href={paths.desk({ steps: "all" })}>{words.again}</a>
      </p>
    )
  const next = left.find(({ step }) => hrefOf(actor, step) !== null)
  return (
    <section class="section" aria-labelledby="first-steps">
      <h2 id="first-steps">{words.finding(steps.length - left.length, steps.length)}</h2>
      <ol class="to-do">
        {steps.map((state) => (
          <Step actor={actor} state={state} edition={edition} first={state === next} />
        ))}
      </ol>
    </section>
  )
}
