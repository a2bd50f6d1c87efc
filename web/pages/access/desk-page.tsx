import type { MemberActor } from "../../../worker/domain/actor.ts"
import { deletionDueAt } from "../../../worker/domain/leaving/deletion.ts"
import { may } from "../../../worker/domain/permissions.ts"
import { paths } from "../../paths.ts"
import type { Text } from "../../text/text.ts"
import { LinkButton } from "../../ui/button.tsx"
import { formatDay } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page } from "../../ui/page.tsx"
import { useText } from "../../ui/use-text.ts"
import { type CorrectionsWaiting, RequestsNote } from "../corrections/requests-note.tsx"
import { AskedNote } from "../desk/asked-note.tsx"
import { CorrectedQuarters } from "../desk/correction-notes.tsx"
import { LeavingBanner } from "../leaving/deletion-page.tsx"
import { FirstSteps, type FirstStepsProps } from "./first-steps.tsx"
import { type ToDo, ToDoSection } from "./to-do.tsx"

type DeskCard = { title: string; text: string; href: string }

/** What a member can open, by its role. */
export function deskCards(text: Text, actor: MemberActor): DeskCard[] {
  const { cards } = text.access
  const found: DeskCard[] = []
  if (may(actor, "filing.read")) found.push({ ...cards.filing, href: paths.filing() })
  if (may(actor, "verification.decide")) found.push({ ...cards.verification, href: paths.verification() })
  if (may(actor, "verification.read")) found.push({ ...text.board.card, href: paths.board() })
  if (may(actor, "oversight.read")) found.push({ ...text.oversight.card, href: paths.oversight() })
  if (may(actor, "part.edit")) found.push({ ...cards.part, href: paths.filing() })
  if (may(actor, "quarter.close")) found.unshift({ ...cards.closing, href: paths.quarters() })
  else if (may(actor, "quarter.release")) found.unshift({ ...cards.release, href: paths.quarters() })
  else if (may(actor, "quarter.read")) found.push({ ...cards.quarters, href: paths.quarters() })
  if (may(actor, "programme.read")) found.unshift({ ...text.selection.card, href: paths.selection() })
  if (may(actor, "review.write")) found.unshift({ ...text.selection.judgingCard, href: paths.judging() })
  if (may(actor, "nomination.read") && !may(actor, "programme.read"))
    found.push({ ...text.selection.nominationsCard, href: paths.nominations() })
  if (may(actor, "organisation.register")) found.push({ ...cards.organisations, href: paths.organisations() })
  if (may(actor, "member.read")) found.push({ ...cards.members, href: paths.members() })
  if (may(actor, "deputy.read")) found.push({ ...text.deputies.card, href: paths.deputies() })
  if (may(actor, "key.manage")) found.push({ ...text.programs.card, href: paths.keys() })
  if (may(actor, "audit.read")) found.push({ ...text.audit.card, href: paths.audit() })
  if (may(actor, "registry.read")) found.push({ ...text.registry.card, href: paths.registry() })
  if (may(actor, "organisation.export")) found.push({ ...text.leaving.card, href: paths.export() })
  return found
}

/** To all members of an organisation that has asked to be deleted. */
function Leaving({ actor }: { actor: MemberActor }) {
  const { deletionRequestedAt, kind } = actor.organisation
  if (!deletionRequestedAt) return null
  return (
    <LeavingBanner
      dueAt={deletionDueAt(deletionRequestedAt)}
      mayTakeBack={may(actor, "organisation.delete")}
      authority={kind === "authority"}
    />
  )
}

/** To whoever stands in for somebody. */
function StandsIn({ actor }: { actor: MemberActor }) {
  const text = useText()
  const { deputyFor } = actor
  if (!deputyFor) return null
  const { own, ownLink } = text.deputies
  return (
    <Notice kind="info">
      {own(deputyFor.name, formatDay(text, deputyFor.toDay))} <a href={paths.deputies()}>{ownLink}</a>
    </Notice>
  )
}

/** To whoever may do without a second factor and has none. */
function FactorOffer({ actor }: { actor: MemberActor }) {
  const text = useText()
  if (actor.secondFactor !== "off") return null
  const { offer, offerLink } = text.factor.policy
  return (
    <Notice kind="info">
      {offer} <a href={paths.secondFactor()}>{offerLink}</a>
    </Notice>
  )
}

/** Where a member lands: only what the role allows. */
export function DeskPage({
  actor,
  toDo,
  asked,
  corrected,
  requests,
  ...begun
}: {
  actor: MemberActor
  toDo: ToDo | null
  /** To a place: of how many estates a company asks it for its part. */
  asked: { quarter: string; estates: number } | null
} & CorrectionsWaiting &
  FirstStepsProps) {
  const text = useText()
  const { access } = text
  return (
    <Page title={access.deskTitle} current="desk" actor={actor}>
      <h1>{access.deskTitle}</h1>
      <p class="lead">{access.deskFor(actor.organisation.name, access.roles[actor.role])}</p>
      <Leaving actor={actor} />
      <StandsIn actor={actor} />
      <FactorOffer actor={actor} />
      <FirstSteps {...begun} actor={actor} />
      {toDo && <ToDoSection toDo={toDo} />}
      {asked && <AskedNote {...asked} />}
      <CorrectedQuarters corrected={corrected} href={(quarter) => paths.filing({ quarter })} />
      <RequestsNote requests={requests} own={may(actor, "filing.read")} />
      <ul class="desk-cards">
        {deskCards(text, actor).map((card) => (
          <li class="card">
            <h2>{card.title}</h2>
            <p>{card.text}</p>
            <LinkButton href={card.href} look="primary">
              {access.openCard}
            </LinkButton>
          </li>
        ))}
      </ul>
      <p class="section">
        <a href={paths.permissions()}>{text.people.members.permissions}</a>
      </p>
    </Page>
  )
}
