import type { DenialPart } from "./part.ts"

export const running: DenialPart = {
  allowed: {},
  parameters: async () => ({}),
}
