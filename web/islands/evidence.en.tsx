import { evidenceUpload } from "../text/en/evidence-upload.ts"
import { startEvidence } from "./evidence/start.ts"

startEvidence(evidenceUpload)
