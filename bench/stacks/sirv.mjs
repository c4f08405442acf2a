// Files and nothing else, in sirv's production mode, where it reads the folder once.
import { createServer } from 'node:http'
import sirv from 'sirv'
import { host, port, publicFolder } from './settings.mjs'

createServer(sirv(publicFolder, { etag: true })).listen(port, host)
