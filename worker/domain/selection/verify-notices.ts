import { dayOf } from "../quarter.ts"
import { isOpen, isState } from "../ticket/states.ts"
import { countWorkingDays, type WorkingCalendar } from "../working-days.ts"
import { entriesOf } from "./notice-course.ts"
import { objections as kind } from "./objections.ts"
import type { ProvableArchive } from "./provable-archive.ts"
import { type Check, gaps } from "./verify-check.ts"

type Notice = ProvableArchive["notices"][number]

const day = (at: string) => dayOf(Date.parse(at))

function noticeFaults(archive: ProvableArchive, notice: Notice, calendar: WorkingCalendar): string[] {
  const { number, shortlist, fromDay, toDay, workingDays, closedAt = null } = notice
  const list = archive.shortlists.find((one) => one.number === shortlist)?.document
  const rules = archive.rules.find(({ version }) => version === list?.rulesVersion)?.document
  const asked = rules?.dates.noticeWorkingDays
  const counted = countWorkingDays(fromDay, toDay, calendar)
  return [
    ...(list ? [] : [`notice ${number} is of list ${shortlist}, which is not there`]),
    ...(list && fromDay < day(list.frozenAt)
      ? [`notice ${number} began before list ${shortlist} was frozen`]
      : []),
    ...(counted === workingDays ? [] : [`notice ${number} ran ${counted} working days, not ${workingDays}`]),
    ...(asked === undefined || workingDays >= asked
      ? []
      : [`notice ${number} is shorter than the ${asked} working days of the rules`]),
    ...(closedAt !== null && day(closedAt) <= toDay
      ? [`notice ${number} was closed before it was over`]
      : []),
  ]
}

/** Notices ran as many working days as the rules of their list say, both ends counted. */
export function checkNotices(archive: ProvableArchive, calendar: WorkingCalendar): Check {
  const { notices } = archive
  const numbers = gaps(
    "notice",
    notices.map(({ number }) => number),
  )
  const faults = notices.flatMap((notice) => noticeFaults(archive, notice, calendar))
  return { name: "notices", count: notices.length, faults: [...numbers, ...faults] }
}

type Objection = ProvableArchive["objections"][number]

/** An objection is about somebody on its notice, came while that ran, and was decided after it came. */
function receivedFaults({ notices, shortlists }: ProvableArchive, one: Objection): string[] {
  const { number, notice, nomination, receivedAt, decidedAt } = one
  const within = notices.find((known) => known.number === notice)
  const list = shortlists.find((known) => known.number === within?.shortlist)?.document
  const listed = list && entriesOf(list).some(({ nominationId }) => nominationId === nomination)
  const came = day(receivedAt)
  const decided = isState(kind, one.state) ? !isOpen(kind, one.state) : null
  return [
    ...(within && came >= within.fromDay && came <= within.toDay
      ? []
      : [`objection ${number} is out of time`]),
    ...(listed
      ? []
      : [`objection ${number} is about ${nomination}, which is not on the list of notice ${notice}`]),
    ...(decided === (decidedAt !== null)
      ? []
      : [`objection ${number} is ${one.state}, decided ${decidedAt}`]),
    ...(decidedAt !== null && decidedAt < receivedAt
      ? [`objection ${number} was decided before it came`]
      : []),
  ]
}

/** Objections came within their notice; what was upheld struck its candidate, unless that was gone, and nothing else did. */
export function checkObjections(archive: ProvableArchive): Check {
  const { objections, nominations } = archive
  const byId = new Map(nominations.map((one) => [one.id, one]))
  const upheld = objections.filter(({ state }) => state === "upheld")
  const idle = upheld.flatMap(({ number, nomination, decidedAt }) => {
    const { struckAt = null, withdrawnAt = null } = byId.get(nomination) ?? {}
    const gone = [struckAt, withdrawnAt].some((at) => at !== null && decidedAt !== null && at <= decidedAt)
    return gone ? [] : [`objection ${number} was upheld and struck nobody`]
  })
  const struck = nominations.flatMap(({ id, struckAt }) => {
    if (struckAt === null) return []
    const cause = upheld.some(({ nomination, decidedAt }) => nomination === id && decidedAt === struckAt)
    return cause ? [] : [`${id} was struck, and no objection was upheld then`]
  })
  const numbers = gaps(
    "objection",
    objections.map(({ number }) => number),
  )
  const faults = [
    ...numbers,
    ...objections.flatMap((one) => receivedFaults(archive, one)),
    ...idle,
    ...struck,
  ]
  return { name: "objections", count: objections.length, faults }
}
