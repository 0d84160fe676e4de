#!/usr/bin/env node
// The command as it is installed. It stands outside `dist`, so that it exists before the first build.
await import('../dist/cli.js')
