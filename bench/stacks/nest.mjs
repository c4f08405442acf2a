import 'reflect-metadata'
import {
  Body,
  Controller,
  Get,
  Module,
  NotFoundException,
  Param,
  Post,
  Put,
  Query,
  Res,
  StandardSchemaValidationPipe,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { ServeStaticModule } from '@nestjs/serve-static'
import helmet from 'helmet'
import { countRequests, logRequests } from './apps/middleware.mjs'
import { draftSchema, idSchema, querySchema } from './schemas.mjs'
import { bodyLimit, host, port, publicFolder, trustProxy } from './settings.mjs'
import { createTodos } from './todos.mjs'

const todos = createTodos()

class TodosController {
  list({ page, limit }) {
    return todos.list(page, limit)
  }

  create(draft, res) {
    const todo = todos.create(draft)
    res.location(`/api/todos/${todo.id}`)
    return todo
  }

  get(id) {
    return found(todos.get(id))
  }

  replace(id, draft) {
    return found(todos.replace(id, draft))
  }
}

class AppModule {}

// Decorators as TypeScript applies them; Node has no syntax for them yet.
const id = Param('id', { schema: idSchema })
const draft = Body({ schema: draftSchema })
decorateMethod(TodosController, 'list', Get(), Query({ schema: querySchema }))
decorateMethod(TodosController, 'create', Post(), draft, Res({ passthrough: true }))
decorateMethod(TodosController, 'get', Get(':id'), id)
decorateMethod(TodosController, 'replace', Put(':id'), id, draft)
Controller('api/todos')(TodosController)
Module({
  imports: [ServeStaticModule.forRoot({ rootPath: publicFolder, exclude: ['/api/{*path}'] })],
  controllers: [TodosController],
})(AppModule)

const app = await NestFactory.create(AppModule)
if (trustProxy) app.set('trust proxy', trustProxy)
app.use(logRequests())
app.enableCors()
app.use(helmet())
// Not @nestjs/throttler: it keeps the time of each request of the last minute, and reads all of a client's for each new
// one, so with a limit that nobody reaches its cost would grow with the load.
app.use(countRequests())
app.useBodyParser('json', { limit: bodyLimit })
app.useGlobalPipes(new StandardSchemaValidationPipe())
await app.listen(port, host)

function decorateMethod({ prototype }, name, route, ...parameters) {
  for (const [at, decorate] of parameters.entries()) decorate(prototype, name, at)
  route(prototype, name, Object.getOwnPropertyDescriptor(prototype, name))
}

function found(todo) {
  if (todo === undefined) throw new NotFoundException()
  return todo
}
