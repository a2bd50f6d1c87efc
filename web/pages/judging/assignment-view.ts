import type { AssignmentPlan } from "../../../worker/domain/selection/plan-assignment.ts"
import type { FormState } from "../../ui/form-state.ts"
import type { SignedIn } from "../../ui/page.tsx"
import type { FramedProgramme } from "../selection/selection-frame.tsx"
import type { ShownConflict } from "./judge-at-desk-page.tsx"
import type { ListedJudge } from "./judges-page.tsx"

export interface AssignedCandidate {
  id: string
  blindCode: string
  category: string
  estate: string
}

export interface AssignmentPageProps {
  state: FormState
  actor: SignedIn
  programme: FramedProgramme
  perCandidate: number
  judges: ListedJudge[]
  candidates: AssignedCandidate[]
  pairs: { id: string; judgeId: string; nominationId: string; review: "none" | "draft" | "submitted" }[]
  conflicts: ShownConflict[]
  runs: {
    number: number
    kind: "bulk" | "file" | "single" | "taken_back"
    at: string
    record: { moved: number; short: readonly unknown[]; reason?: string }
  }[]
  page: number
  pages: number
  total: number
  /** What a run would do now, when that was asked for. */
  plan: AssignmentPlan | null
  /** Why something was refused, when it is no matter of a field. */
  refusal?: string
  done?: string
}
