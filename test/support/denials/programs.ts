import type { DenialPart } from "./part.ts"

export const programs: DenialPart = {
  allowed: {},
  parameters: async () => ({}),
}
