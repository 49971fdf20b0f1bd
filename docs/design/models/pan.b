	switch (t->back) {
	default: Uerror("bad return move");
	case  0: goto R999; /* nothing to undo */

		 /* PROC :init: */

	case 3: // STATE 1
		;
		now.store.open_seq = trpt->bup.oval;
		;
		goto R999;

	case 4: // STATE 2
		;
		;
		delproc(0, now._nr_pr-1);
		;
		goto R999;

	case 5: // STATE 3
		;
		;
		delproc(0, now._nr_pr-1);
		;
		goto R999;

	case 6: // STATE 4
		;
		;
		delproc(0, now._nr_pr-1);
		;
		goto R999;

	case 7: // STATE 6
		;
		p_restor(II);
		;
		;
		goto R999;

		 /* PROC Synchronizer */

	case 8: // STATE 1
		;
	/* 0 */	((P1 *)_this)->pattern = trpt->bup.oval;
		;
		;
		goto R999;
	case 9: // STATE 4
		sv_restor();
		goto R999;

	case 10: // STATE 5
		;
	/* 0 */	((P1 *)_this)->pattern = trpt->bup.oval;
		;
		;
		goto R999;
	case 11: // STATE 35
		sv_restor();
		goto R999;
	case 12: // STATE 46
		sv_restor();
		goto R999;
	case 13: // STATE 175
		sv_restor();
		goto R999;
	case 14: // STATE 374
		sv_restor();
		goto R999;
	case 15: // STATE 379
		sv_restor();
		goto R999;
	case 16: // STATE 518
		sv_restor();
		goto R999;
	case 17: // STATE 858
		sv_restor();
		goto R999;
	case 18: // STATE 979
		sv_restor();
		goto R999;
	case 19: // STATE 1163
		sv_restor();
		goto R999;
	case 20: // STATE 1344
		sv_restor();
		goto R999;
	case 21: // STATE 1375
		sv_restor();
		goto R999;

	case 22: // STATE 1379
		;
		p_restor(II);
		;
		;
		goto R999;

		 /* PROC Callers */
	case 23: // STATE 14
		sv_restor();
		goto R999;
	case 24: // STATE 28
		sv_restor();
		goto R999;
	case 25: // STATE 35
		sv_restor();
		goto R999;
	case 26: // STATE 42
		sv_restor();
		goto R999;

	case 27: // STATE 43
		;
	/* 3 */	((P0 *)_this)->removes = trpt->bup.ovals[3];
	/* 2 */	((P0 *)_this)->sets = trpt->bup.ovals[2];
	/* 1 */	((P0 *)_this)->adds_b = trpt->bup.ovals[1];
	/* 0 */	((P0 *)_this)->adds_a = trpt->bup.ovals[0];
		;
		;
		ungrab_ints(trpt->bup.ovals, 4);
		goto R999;

	case 28: // STATE 48
		;
		p_restor(II);
		;
		;
		goto R999;
	}

