import { callerOf, Open, ProblemError, sessionCookie, TokenStore } from '@hormesis/http';
import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

const credentials = z.object({ token: z.string().min(1) });

/** Whether this browser is signed in; on a development server also with what it may sign in. */
export type Session = {
  authenticated: boolean;
  development: boolean;
  token?: string;
  scopes: readonly string[];
};

@Controller('api/session')
@ApiTags('session')
export class SessionController {
  constructor(private readonly tokens: TokenStore) {}

  @Get()
  @Open()
  @ApiOperation({ summary: 'Whether this browser is signed in.' })
  show(@Req() request: FastifyRequest): Session {
    const caller = callerOf(request);
    const { developmentToken } = this.tokens;
    return {
      authenticated: caller !== undefined,
      development: developmentToken !== undefined,
      ...(developmentToken === undefined ? {} : { token: developmentToken }),
      scopes: caller?.scopes ?? [],
    };
  }

  @ApiOperation({ summary: 'Signs the browser in: the token goes into a cookie that scripts cannot read.' })
  @Post()
  @Open()
  @HttpCode(200)
  open(
    @Body({ schema: credentials }) { token }: z.infer<typeof credentials>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Session {
    const known = this.tokens.find(token);
    if (!known) {
      throw new ProblemError({ status: 401, code: 'unauthorized', title: 'This token is not known here.' });
    }
    const secure = request.protocol === 'https' ? '; Secure' : '';
    reply.header(
      'set-cookie',
      `${sessionCookie}=${encodeURIComponent(token)}; Path=/; HttpOnly; SameSite=Strict${secure}`,
    );
    return {
      authenticated: true,
      development: this.tokens.developmentToken !== undefined,
      scopes: known.scopes,
    };
  }

  @Delete()
  @Open()
  @ApiOperation({ summary: 'Signs the browser out.' })
  @HttpCode(204)
  close(@Res({ passthrough: true }) reply: FastifyReply): void {
    reply.header('set-cookie', `${sessionCookie}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`);
  }
}
