/** `npm run construct-reference`: writes the reference of the construct, from the comments in the code. */
import { writeFileSync } from 'node:fs'
import { constructReference } from './reference.ts'

writeFileSync('docs/construct.md', constructReference())
