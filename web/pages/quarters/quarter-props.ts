import type { ReleaseStage } from "../../../worker/domain/release/progress.ts"
import type { FormState } from "../../ui/form-state.ts"
import type { SignedIn } from "../../ui/page.tsx"
import type { CorrectionsProps } from "./corrections-section.tsx"
import type { CourseRow } from "./course-section.tsx"

/** The acts that this page has a form for. */
export type QuarterForm =
  | "closing"
  | "reopening"
  | "deadline"
  | "removal"
  | "release"
  | "preliminary"
  | "window"

export interface DistrictRow {
  placeCode: string
  name: string
  closedAt: string | null
  estates: number
  states: Record<string, number>
}

/** An estate with a later last day. */
export interface ExtendedRow {
  slug: string
  name: string
  day: string
  reason: string
  organisation: string
  at: string
  open: boolean
}

/** An exempted estate. */
export type ExemptRow = Pick<ExtendedRow, "slug" | "name" | "reason" | "organisation" | "at">

export interface ReleaseView {
  number: number
  state: "running" | "preliminary" | "final"
  stage: ReleaseStage
  done: number
  total: number
  stalled: boolean
  finishedAt: string | null
  manifestHash: string | null
}

/** A preliminary release. */
export interface PreliminaryView {
  number: number
  state: "running" | "preliminary" | "final"
  finishedAt: string | null
  manifestHash: string | null
  windowDay: string | null
}

export interface QuarterPageProps extends Pick<CorrectionsProps, "corrections" | "correctionForm"> {
  actor: SignedIn
  quarter: string
  deadlineDay: string
  ended: boolean
  /** The deadline has not passed yet: companies may still file. */
  early: boolean
  districts: DistrictRow[]
  release: ReleaseView | null
  /** The latest preliminary one, running or not, and all that stand, the newest first. */
  preliminary: (ReleaseView & PreliminaryView) | null
  preliminaries: PreliminaryView[]
  /** Working days between the two steps. */
  windowDays: number
  /** The window of the latest is not over. */
  checking: boolean
  /** Requests for correction without an answer, corrections that are not verified, estates that no company has checked. */
  waiting: number
  begun: number
  joined: number
  /** Why the final release cannot be made yet; null when it can. */
  inTheWay: string | null
  /** What this actor may do here. */
  mayClose: boolean
  mayRelease: boolean
  /** Which closed district may be opened again: the own one, or any of the city. */
  reopens: "own" | "any" | null
  mayMove: boolean
  mayPreliminary: boolean
  maySetWindow: boolean
  /** May move the deadline, and nothing has been typed yet. */
  mayRemove: boolean
  /** 延期: estates with a later last day. */
  extended: ExtendedRow[]
  /** 免报: estates that take no part. */
  exempt: ExemptRow[]
  /** What was done to the quarter as a whole, the newest first. */
  course: CourseRow[]
  /** Of the form of each act, as it was sent; a fresh one of those that were not. */
  states: Record<QuarterForm, FormState>
  done?: string
}
