import type { Role } from "../actor.ts"

/**
 * What a write is about, as its audit event names it. Entity `course` is all that the course of a programme rests on: its
 * judges and their reviews, what was screened or withdrawn, its lists, notices, objections and awards.
 */
export interface Subject {
  entity: string
  id: string
  /** Whose part of it, where several write at the same time. */
  provider?: string
}

/** Who changed something before somebody else could, as far as the one who was later may know. */
export interface Faster {
  /** ISO instant. */
  at: string
  action: string
  by: "member" | "key" | "system" | "visitor"
  organisation: string | null
  /** The role in that organisation, where it has one. */
  role: Role | null
  /** The person's name: of the own organisation only. */
  person: string | null
  /** What changed, by name; empty where that is for others to know. */
  fields: string[]
}
