#define rand	pan_rand
#define pthread_equal(a,b)	((a)==(b))
#if defined(HAS_CODE) && defined(VERBOSE)
	#ifdef BFS_PAR
		bfs_printf("Pr: %d Tr: %d\n", II, t->forw);
	#else
		cpu_printf("Pr: %d Tr: %d\n", II, t->forw);
	#endif
#endif
	switch (t->forw) {
	default: Uerror("bad forward move");
	case 0:	/* if without executable clauses */
		continue;
	case 1: /* generic 'goto' or 'skip' */
		IfNotBlocked
		_m = 3; goto P999;
	case 2: /* generic 'else' */
		IfNotBlocked
		if (trpt->o_pm&1) continue;
		_m = 3; goto P999;

		 /* PROC :init: */
	case 3: // STATE 1 - sync.pml:691 - [store.open_seq = 1] (0:0:1 - 1)
		IfNotBlocked
		reached[2][1] = 1;
		(trpt+1)->bup.oval = ((int)now.store.open_seq);
		now.store.open_seq = 1;
#ifdef VAR_RANGES
		logval("store.open_seq", ((int)now.store.open_seq));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 4: // STATE 2 - sync.pml:696 - [(run Callers())] (0:0:0 - 1)
		IfNotBlocked
		reached[2][2] = 1;
		if (!(addproc(II, 1, 0)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 5: // STATE 3 - sync.pml:697 - [(run Synchronizer())] (0:0:0 - 1)
		IfNotBlocked
		reached[2][3] = 1;
		if (!(addproc(II, 1, 1)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 6: // STATE 4 - sync.pml:699 - [(run Synchronizer())] (0:0:0 - 1)
		IfNotBlocked
		reached[2][4] = 1;
		if (!(addproc(II, 1, 1)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 7: // STATE 6 - sync.pml:705 - [-end-] (0:0:0 - 1)
		IfNotBlocked
		reached[2][6] = 1;
		if (!delproc(1, II)) continue;
		_m = 3; goto P999; /* 0 */

		 /* PROC Synchronizer */
	case 8: // STATE 1 - sync.pml:412 - [((pattern==0))] (0:0:1 - 1)
		IfNotBlocked
		reached[1][1] = 1;
		if (!((((int)((P1 *)_this)->pattern)==0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: pattern */  (trpt+1)->bup.oval = ((P1 *)_this)->pattern;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->pattern = 0;
		_m = 3; goto P999; /* 0 */
	case 9: // STATE 4 - sync.pml:412 - [D_STEP412]
		IfNotBlocked

		reached[1][4] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_049_0: /* 2 */
		((P1 *)_this)->pattern = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:pattern", ((int)((P1 *)_this)->pattern));
#endif
		;
S_050_0: /* 2 */
		((P1 *)_this)->action = 9;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1424_0;
S_1424_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 10: // STATE 5 - sync.pml:417 - [((pattern!=0))] (0:0:1 - 1)
		IfNotBlocked
		reached[1][5] = 1;
		if (!((((int)((P1 *)_this)->pattern)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: pattern */  (trpt+1)->bup.oval = ((P1 *)_this)->pattern;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->pattern = 0;
		_m = 3; goto P999; /* 0 */
	case 11: // STATE 35 - sync.pml:417 - [D_STEP417]
		IfNotBlocked

		reached[1][35] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;


		reached[1][35] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		sv_save();
		S_081_0: /* 2 */
S_053_0: /* 2 */
		((P1 *)_this)->looked = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:looked", ((int)((P1 *)_this)->looked));
#endif
		;
S_054_0: /* 2 */
		((P1 *)_this)->repeated = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:repeated", ((int)((P1 *)_this)->repeated));
#endif
		;
S_055_0: /* 2 */
		((P1 *)_this)->has_sealed = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:has_sealed", ((int)((P1 *)_this)->has_sealed));
#endif
		;
S_056_0: /* 2 */
		((P1 *)_this)->target_chosen = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:target_chosen", ((int)((P1 *)_this)->target_chosen));
#endif
		;
S_057_0: /* 2 */
		((P1 *)_this)->target = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:target", ((int)((P1 *)_this)->target));
#endif
		;
S_058_0: /* 2 */
		((P1 *)_this)->contents = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:contents", ((int)((P1 *)_this)->contents));
#endif
		;
S_059_0: /* 2 */
		((P1 *)_this)->pat = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_060_0: /* 2 */
		((P1 *)_this)->upto = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_061_0: /* 2 */
		((P1 *)_this)->action = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_062_0: /* 2 */
		((P1 *)_this)->kind = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:kind", ((int)((P1 *)_this)->kind));
#endif
		;
S_063_0: /* 2 */
		((P1 *)_this)->amount = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:amount", ((int)((P1 *)_this)->amount));
#endif
		;
S_064_0: /* 2 */
		((P1 *)_this)->past = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:past", ((int)((P1 *)_this)->past));
#endif
		;
S_079_0: /* 2 */
S_065_0: /* 2 */
		((P1 *)_this)->seen.open_seq = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen.open_seq", ((int)((P1 *)_this)->seen.open_seq));
#endif
		;
S_066_0: /* 2 */
		((P1 *)_this)->seen.waiting = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen.waiting", ((int)((P1 *)_this)->seen.waiting));
#endif
		;
S_067_0: /* 2 */
		((P1 *)_this)->seen.discarded = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen.discarded", ((int)((P1 *)_this)->seen.discarded));
#endif
		;
S_068_0: /* 2 */
		((P1 *)_this)->seen.seq[0] = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen.seq[0]", ((int)((P1 *)_this)->seen.seq[0]));
#endif
		;
S_069_0: /* 2 */
		((P1 *)_this)->seen.seq[1] = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen.seq[1]", ((int)((P1 *)_this)->seen.seq[1]));
#endif
		;
S_070_0: /* 2 */
		((P1 *)_this)->seen.nonce[0] = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen.nonce[0]", ((int)((P1 *)_this)->seen.nonce[0]));
#endif
		;
S_071_0: /* 2 */
		((P1 *)_this)->seen.nonce[1] = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen.nonce[1]", ((int)((P1 *)_this)->seen.nonce[1]));
#endif
		;
S_072_0: /* 2 */
		((P1 *)_this)->seen_open = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen_open", ((int)((P1 *)_this)->seen_open));
#endif
		;
S_073_0: /* 2 */
		((P1 *)_this)->known.floor = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:known.floor", ((int)((P1 *)_this)->known.floor));
#endif
		;
S_074_0: /* 2 */
		((P1 *)_this)->known.mark = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:known.mark", ((int)((P1 *)_this)->known.mark));
#endif
		;
S_075_0: /* 2 */
		((P1 *)_this)->known.under = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:known.under", ((int)((P1 *)_this)->known.under));
#endif
		;
S_076_0: /* 2 */
		((P1 *)_this)->known.upto = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:known.upto", ((int)((P1 *)_this)->known.upto));
#endif
		;
S_077_0: /* 2 */
		((P1 *)_this)->known.cursor = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:known.cursor", ((int)((P1 *)_this)->known.cursor));
#endif
		;
S_078_0: /* 2 */
		((P1 *)_this)->known.nonces = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:known.nonces", ((int)((P1 *)_this)->known.nonces));
#endif
		;
		goto S_080_0;
S_080_0: /* 2 */
		((P1 *)_this)->pattern = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:pattern", ((int)((P1 *)_this)->pattern));
#endif
		;
		goto S_1424_0; /* ';' */
		goto S_1424_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 12: // STATE 46 - sync.pml:421 - [D_STEP421]
		if (!(boq == -1 && (((int)((P1 *)_this)->action)==9)))
			continue;

		reached[1][46] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_083_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)==9)))
			Uerror("block in d_step seq");
S_084_0: /* 2 */
		((P1 *)_this)->seen.open_seq = ((int)now.store.open_seq);
#ifdef VAR_RANGES
		logval("Synchronizer:seen.open_seq", ((int)((P1 *)_this)->seen.open_seq));
#endif
		;
S_085_0: /* 2 */
		((P1 *)_this)->seen.waiting = ((int)now.store.waiting);
#ifdef VAR_RANGES
		logval("Synchronizer:seen.waiting", ((int)((P1 *)_this)->seen.waiting));
#endif
		;
S_086_0: /* 2 */
		((P1 *)_this)->seen.seq[0] = ((int)now.store.seq[0]);
#ifdef VAR_RANGES
		logval("Synchronizer:seen.seq[0]", ((int)((P1 *)_this)->seen.seq[0]));
#endif
		;
S_087_0: /* 2 */
		((P1 *)_this)->seen.nonce[0] = ((int)now.store.nonce[0]);
#ifdef VAR_RANGES
		logval("Synchronizer:seen.nonce[0]", ((int)((P1 *)_this)->seen.nonce[0]));
#endif
		;
S_088_0: /* 2 */
		((P1 *)_this)->seen.seq[1] = ((int)now.store.seq[1]);
#ifdef VAR_RANGES
		logval("Synchronizer:seen.seq[1]", ((int)((P1 *)_this)->seen.seq[1]));
#endif
		;
S_089_0: /* 2 */
		((P1 *)_this)->seen.nonce[1] = ((int)now.store.nonce[1]);
#ifdef VAR_RANGES
		logval("Synchronizer:seen.nonce[1]", ((int)((P1 *)_this)->seen.nonce[1]));
#endif
		;
S_090_0: /* 2 */
		((P1 *)_this)->seen_open = ((((int)now.store.open_kind[0])!=0)||(((int)now.store.open_kind[1])!=0));
#ifdef VAR_RANGES
		logval("Synchronizer:seen_open", ((int)((P1 *)_this)->seen_open));
#endif
		;
S_091_0: /* 2 */
		((P1 *)_this)->repeated = (((int)((P1 *)_this)->repeated)||(( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) )>=((int)((P1 *)_this)->seen.open_seq)));
#ifdef VAR_RANGES
		logval("Synchronizer:repeated", ((int)((P1 *)_this)->repeated));
#endif
		;
S_092_0: /* 2 */
		((P1 *)_this)->action = 8;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1424_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 13: // STATE 175 - sync.pml:430 - [D_STEP430]
		if (!(boq == -1 && (((int)((P1 *)_this)->action)==8)))
			continue;

		reached[1][175] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_094_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)==8)))
			Uerror("block in d_step seq");
S_095_0: /* 2 */
		((P1 *)_this)->known.floor = ((int)now.ledger.floor);
#ifdef VAR_RANGES
		logval("Synchronizer:known.floor", ((int)((P1 *)_this)->known.floor));
#endif
		;
S_096_0: /* 2 */
		((P1 *)_this)->known.mark = ((int)now.ledger.mark);
#ifdef VAR_RANGES
		logval("Synchronizer:known.mark", ((int)((P1 *)_this)->known.mark));
#endif
		;
S_097_0: /* 2 */
		((P1 *)_this)->known.under = ((int)now.ledger.under);
#ifdef VAR_RANGES
		logval("Synchronizer:known.under", ((int)((P1 *)_this)->known.under));
#endif
		;
S_098_0: /* 2 */
		((P1 *)_this)->known.upto = ((int)now.ledger.upto);
#ifdef VAR_RANGES
		logval("Synchronizer:known.upto", ((int)((P1 *)_this)->known.upto));
#endif
		;
S_099_0: /* 2 */
		((P1 *)_this)->known.cursor = ((int)now.ledger.cursor);
#ifdef VAR_RANGES
		logval("Synchronizer:known.cursor", ((int)((P1 *)_this)->known.cursor));
#endif
		;
S_100_0: /* 2 */
		((P1 *)_this)->known.nonces = ((int)now.ledger.nonces);
#ifdef VAR_RANGES
		logval("Synchronizer:known.nonces", ((int)((P1 *)_this)->known.nonces));
#endif
		;
S_101_0: /* 2 */
		((P1 *)_this)->repeated = (((int)((P1 *)_this)->repeated)&&(( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) )>=((int)((P1 *)_this)->seen.open_seq)));
#ifdef VAR_RANGES
		logval("Synchronizer:repeated", ((int)((P1 *)_this)->repeated));
#endif
		;
S_102_0: /* 2 */
		spin_assert( !(((int)((P1 *)_this)->repeated)), " !(repeated)", II, tt, t);
S_103_0: /* 2 */
		((P1 *)_this)->looked = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:looked", ((int)((P1 *)_this)->looked));
#endif
		;
S_221_0: /* 2 */
S_219_0: /* 2 */
S_104_0: /* 2 */
		if (!( !(((int)((P1 *)_this)->looked))))
			goto S_219_1;
S_105_0: /* 2 */
		((P1 *)_this)->action = 9;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_220_0;
S_219_1: /* 3 */
S_106_0: /* 2 */
		/* else */;
S_107_0: /* 2 */
		((P1 *)_this)->action = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_113_0: /* 2 */
S_108_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.waiting)>0)&&((((int)((P1 *)_this)->seen.seq[0])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[0])))!=0))))))
			goto S_113_1;
S_109_0: /* 2 */
		((P1 *)_this)->action = 2;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_114_0;
S_113_1: /* 3 */
S_110_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.waiting)>0)&& !(((((int)((P1 *)_this)->seen.seq[0])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[0])))!=0)))))&&(((int)((P1 *)_this)->seen.seq[0])<=((int)((P1 *)_this)->known.floor)))))
			goto S_113_2;
S_111_0: /* 2 */
		((P1 *)_this)->action = 3;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_114_0;
S_113_2: /* 3 */
S_112_0: /* 2 */
		/* else */;
		goto S_114_0;
S_113_3: /* 3 */
		Uerror("blocking sel in d_step (nr.0, near line 307)");
S_114_0: /* 2 */
S_217_0: /* 2 */
S_115_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)!=0)))
			goto S_217_1;
		goto S_218_0;
S_217_1: /* 3 */
S_116_0: /* 2 */
		if (!(((((int)((P1 *)_this)->action)==0)&&(((int)((P1 *)_this)->known.under)!=0))))
			goto S_217_2;
S_138_0: /* 2 */
S_117_0: /* 2 */
		if (!(((((int)((P1 *)_this)->known.upto)>=((int)((P1 *)_this)->seen.open_seq))&& !(((int)((P1 *)_this)->repeated)))))
			goto S_138_1;
S_118_0: /* 2 */
		((P1 *)_this)->action = 9;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_139_0;
S_138_1: /* 3 */
S_119_0: /* 2 */
		/* else */;
S_120_0: /* 2 */
		((P1 *)_this)->pat = ((int)((P1 *)_this)->known.under);
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_121_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->known.upto);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_137_0: /* 2 */
S_122_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_123_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_134_0: /* 2 */
S_133_0: /* 2 */
S_124_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_133_1;
S_128_0: /* 2 */
S_125_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_128_1;
S_126_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_129_0;
S_128_1: /* 3 */
S_127_0: /* 2 */
		/* else */;
		goto S_129_0;
S_128_2: /* 3 */
		Uerror("blocking sel in d_step (nr.1, near line 373)");
S_129_0: /* 2 */
S_130_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_134_0; /* ';' */
S_133_1: /* 3 */
S_131_0: /* 2 */
		/* else */;
S_132_0: /* 2 */
		goto S_136_0;	/* 'goto' */
S_133_2: /* 3 */
		Uerror("blocking sel in d_step (nr.2, near line 371)");
S_135_0: /* 2 */
		goto S_136_0;	/* 'break' */
S_136_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_139_0;
		goto S_139_0;
S_138_2: /* 3 */
		Uerror("blocking sel in d_step (nr.3, near line 316)");
S_139_0: /* 2 */
		goto S_218_0;
S_217_2: /* 3 */
S_140_0: /* 2 */
		if (!(((((int)((P1 *)_this)->action)==0)&&(((int)((P1 *)_this)->known.under)==0))))
			goto S_217_3;
S_215_0: /* 2 */
S_141_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.waiting)==2)&&((((int)((P1 *)_this)->seen.seq[1])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[1])))!=0))))))
			goto S_215_1;
S_142_0: /* 2 */
		((P1 *)_this)->pat = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_143_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->seen.seq[0]);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_159_0: /* 2 */
S_144_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_145_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_156_0: /* 2 */
S_155_0: /* 2 */
S_146_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_155_1;
S_150_0: /* 2 */
S_147_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_150_1;
S_148_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_151_0;
S_150_1: /* 3 */
S_149_0: /* 2 */
		/* else */;
		goto S_151_0;
S_150_2: /* 3 */
		Uerror("blocking sel in d_step (nr.4, near line 373)");
S_151_0: /* 2 */
S_152_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_156_0; /* ';' */
S_155_1: /* 3 */
S_153_0: /* 2 */
		/* else */;
S_154_0: /* 2 */
		goto S_158_0;	/* 'goto' */
S_155_2: /* 3 */
		Uerror("blocking sel in d_step (nr.5, near line 371)");
S_157_0: /* 2 */
		goto S_158_0;	/* 'break' */
S_158_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_216_0;
S_215_1: /* 3 */
S_160_0: /* 2 */
		/* else */;
S_213_0: /* 2 */
S_161_0: /* 2 */
		if (!((( !(((int)((P1 *)_this)->has_sealed))&&((int)((P1 *)_this)->seen_open))&&(((int)((P1 *)_this)->seen.waiting)<2))))
			goto S_213_1;
S_162_0: /* 2 */
		((P1 *)_this)->action = 7;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_214_0;
S_213_1: /* 3 */
S_163_0: /* 2 */
		/* else */;
S_212_0: /* 2 */
S_173_0: /* 2 */
S_164_0: /* 2 */
		if (!( !(((int)((P1 *)_this)->target_chosen))))
			goto S_173_1;
S_165_0: /* 2 */
		((P1 *)_this)->target_chosen = (((int)((P1 *)_this)->has_sealed)|| !(((int)((P1 *)_this)->seen_open)));
#ifdef VAR_RANGES
		logval("Synchronizer:target_chosen", ((int)((P1 *)_this)->target_chosen));
#endif
		;
S_166_0: /* 2 */
		((P1 *)_this)->target = ( ((((int)((P1 *)_this)->seen.waiting)==0)) ? (0) : (((int)((P1 *)_this)->seen.nonce[ Index((((int)((P1 *)_this)->seen.waiting)-1), 2) ])) );
#ifdef VAR_RANGES
		logval("Synchronizer:target", ((int)((P1 *)_this)->target));
#endif
		;
S_170_0: /* 2 */
S_167_0: /* 2 */
		if (!((((int)((P1 *)_this)->seen.waiting)>=2)))
			goto S_170_1;
S_168_0: /* 2 */
		((P1 *)_this)->pattern = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:pattern", ((int)((P1 *)_this)->pattern));
#endif
		;
		goto S_171_0;
S_170_1: /* 3 */
S_169_0: /* 2 */
		/* else */;
		goto S_171_0;
S_170_2: /* 3 */
		Uerror("blocking sel in d_step (nr.6, near line 340)");
S_171_0: /* 2 */
		goto S_174_0;
S_173_1: /* 3 */
S_172_0: /* 2 */
		/* else */;
		goto S_174_0;
S_173_2: /* 3 */
		Uerror("blocking sel in d_step (nr.7, near line 336)");
S_174_0: /* 2 */
S_175_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_176_0: /* 2 */
		((P1 *)_this)->action = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_187_0: /* 2 */
S_186_0: /* 2 */
S_177_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_186_1;
S_181_0: /* 2 */
S_178_0: /* 2 */
		if (!((((((int)((P1 *)_this)->target)!=0)&&(((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])==((int)((P1 *)_this)->target)))&&(((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])>( (((((int)((P1 *)_this)->pattern)==2)&&(((int)((P1 *)_this)->known.mark)>((int)((P1 *)_this)->known.floor)))) ? (((int)((P1 *)_this)->known.mark)) : (((int)((P1 *)_this)->known.floor)) )))))
			goto S_181_1;
S_179_0: /* 2 */
		((P1 *)_this)->action = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_182_0;
S_181_1: /* 3 */
S_180_0: /* 2 */
		/* else */;
		goto S_182_0;
S_181_2: /* 3 */
		Uerror("blocking sel in d_step (nr.8, near line 351)");
S_182_0: /* 2 */
S_183_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_187_0; /* ';' */
S_186_1: /* 3 */
S_184_0: /* 2 */
		/* else */;
S_185_0: /* 2 */
		goto S_189_0;	/* 'goto' */
S_186_2: /* 3 */
		Uerror("blocking sel in d_step (nr.9, near line 349)");
S_188_0: /* 2 */
		goto S_189_0;	/* 'break' */
S_189_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_210_0: /* 2 */
S_190_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)==0)))
			goto S_210_1;
S_191_0: /* 2 */
		((P1 *)_this)->pat = ((int)((P1 *)_this)->pattern);
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_192_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->seen.seq[ Index((((int)((P1 *)_this)->seen.waiting)-1), 2) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_208_0: /* 2 */
S_193_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_194_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_205_0: /* 2 */
S_204_0: /* 2 */
S_195_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_204_1;
S_199_0: /* 2 */
S_196_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_199_1;
S_197_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_200_0;
S_199_1: /* 3 */
S_198_0: /* 2 */
		/* else */;
		goto S_200_0;
S_199_2: /* 3 */
		Uerror("blocking sel in d_step (nr.10, near line 373)");
S_200_0: /* 2 */
S_201_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_205_0; /* ';' */
S_204_1: /* 3 */
S_202_0: /* 2 */
		/* else */;
S_203_0: /* 2 */
		goto S_207_0;	/* 'goto' */
S_204_2: /* 3 */
		Uerror("blocking sel in d_step (nr.11, near line 371)");
S_206_0: /* 2 */
		goto S_207_0;	/* 'break' */
S_207_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_211_0;
S_210_1: /* 3 */
S_209_0: /* 2 */
		/* else */;
		goto S_211_0;
S_210_2: /* 3 */
		Uerror("blocking sel in d_step (nr.12, near line 361)");
S_211_0: /* 2 */
		goto S_214_0;
		goto S_214_0;
S_213_2: /* 3 */
		Uerror("blocking sel in d_step (nr.13, near line 326)");
S_214_0: /* 2 */
		goto S_216_0;
S_215_2: /* 3 */
		Uerror("blocking sel in d_step (nr.14, near line 322)");
S_216_0: /* 2 */
		goto S_218_0;
S_217_3: /* 3 */
		Uerror("blocking sel in d_step (nr.15, near line 313)");
S_218_0: /* 2 */
		goto S_220_0;
S_219_2: /* 3 */
		Uerror("blocking sel in d_step (nr.16, near line 303)");
S_220_0: /* 2 */
		goto S_1424_0; /* '.' */
		goto S_1424_0; /* ';' */
		goto S_1424_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 14: // STATE 374 - sync.pml:442 - [D_STEP442]
		if (!(boq == -1 && (((int)((P1 *)_this)->action)==7)))
			continue;

		reached[1][374] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_223_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)==7)))
			Uerror("block in d_step seq");
S_224_0: /* 2 */
		((P1 *)_this)->has_sealed = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:has_sealed", ((int)((P1 *)_this)->has_sealed));
#endif
		;
S_301_0: /* 2 */
S_225_0: /* 2 */
		if (!((((((int)now.store.open_kind[0])==0)&&(((int)now.store.open_kind[1])==0))||(((int)now.store.waiting)==2))))
			goto S_301_1;
S_226_0: /* 2 */
		((P1 *)_this)->looked = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:looked", ((int)((P1 *)_this)->looked));
#endif
		;
		goto S_302_0;
S_301_1: /* 3 */
S_227_0: /* 2 */
		/* else */;
S_228_0: /* 2 */
		spin_assert((((int)now.next_nonce)<8), "(next_nonce<8)", II, tt, t);
S_229_0: /* 2 */
		now.set_kind[ Index(((now.next_nonce*2)+0), 16) ] = ((int)now.store.open_kind[0]);
#ifdef VAR_RANGES
		logval("set_kind[((next_nonce*2)+0)]", ((int)now.set_kind[ Index(((((int)now.next_nonce)*2)+0), 16) ]));
#endif
		;
S_230_0: /* 2 */
		now.set_amount[ Index(((now.next_nonce*2)+0), 16) ] = ((int)now.store.open_amount[0]);
#ifdef VAR_RANGES
		logval("set_amount[((next_nonce*2)+0)]", ((int)now.set_amount[ Index(((((int)now.next_nonce)*2)+0), 16) ]));
#endif
		;
S_231_0: /* 2 */
		now.set_kind[ Index(((now.next_nonce*2)+1), 16) ] = ((int)now.store.open_kind[1]);
#ifdef VAR_RANGES
		logval("set_kind[((next_nonce*2)+1)]", ((int)now.set_kind[ Index(((((int)now.next_nonce)*2)+1), 16) ]));
#endif
		;
S_232_0: /* 2 */
		now.set_amount[ Index(((now.next_nonce*2)+1), 16) ] = ((int)now.store.open_amount[1]);
#ifdef VAR_RANGES
		logval("set_amount[((next_nonce*2)+1)]", ((int)now.set_amount[ Index(((((int)now.next_nonce)*2)+1), 16) ]));
#endif
		;
S_233_0: /* 2 */
		now.store.seq[ Index(now.store.waiting, 2) ] = ((int)now.store.open_seq);
#ifdef VAR_RANGES
		logval("store.seq[store.waiting]", ((int)now.store.seq[ Index(((int)now.store.waiting), 2) ]));
#endif
		;
S_234_0: /* 2 */
		now.store.nonce[ Index(now.store.waiting, 2) ] = ((int)now.next_nonce);
#ifdef VAR_RANGES
		logval("store.nonce[store.waiting]", ((int)now.store.nonce[ Index(((int)now.store.waiting), 2) ]));
#endif
		;
S_235_0: /* 2 */
		now.store.waiting = (((int)now.store.waiting)+1);
#ifdef VAR_RANGES
		logval("store.waiting", ((int)now.store.waiting));
#endif
		;
S_244_0: /* 2 */
S_236_0: /* 2 */
		if (!((((int)now.store.open_seq)==((int)((P1 *)_this)->seen.open_seq))))
			goto S_244_1;
S_237_0: /* 2 */
		((P1 *)_this)->seen.seq[ Index(((P1 *)_this)->seen.waiting, 2) ] = ((int)now.store.open_seq);
#ifdef VAR_RANGES
		logval("Synchronizer:seen.seq[Synchronizer:seen.waiting]", ((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->seen.waiting), 2) ]));
#endif
		;
S_238_0: /* 2 */
		((P1 *)_this)->seen.nonce[ Index(((P1 *)_this)->seen.waiting, 2) ] = ((int)now.next_nonce);
#ifdef VAR_RANGES
		logval("Synchronizer:seen.nonce[Synchronizer:seen.waiting]", ((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->seen.waiting), 2) ]));
#endif
		;
S_239_0: /* 2 */
		((P1 *)_this)->seen.waiting = (((int)((P1 *)_this)->seen.waiting)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:seen.waiting", ((int)((P1 *)_this)->seen.waiting));
#endif
		;
S_240_0: /* 2 */
		((P1 *)_this)->seen.open_seq = (((int)((P1 *)_this)->seen.open_seq)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:seen.open_seq", ((int)((P1 *)_this)->seen.open_seq));
#endif
		;
S_241_0: /* 2 */
		((P1 *)_this)->seen_open = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen_open", ((int)((P1 *)_this)->seen_open));
#endif
		;
		goto S_245_0;
S_244_1: /* 3 */
S_242_0: /* 2 */
		/* else */;
S_243_0: /* 2 */
		((P1 *)_this)->looked = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:looked", ((int)((P1 *)_this)->looked));
#endif
		;
		goto S_245_0;
S_244_2: /* 3 */
		Uerror("blocking sel in d_step (nr.17, near line 457)");
S_245_0: /* 2 */
S_246_0: /* 2 */
		now.store.open_seq = (((int)now.store.open_seq)+1);
#ifdef VAR_RANGES
		logval("store.open_seq", ((int)now.store.open_seq));
#endif
		;
S_247_0: /* 2 */
		now.store.open_kind[0] = 0;
#ifdef VAR_RANGES
		logval("store.open_kind[0]", ((int)now.store.open_kind[0]));
#endif
		;
S_248_0: /* 2 */
		now.store.open_amount[0] = 0;
#ifdef VAR_RANGES
		logval("store.open_amount[0]", ((int)now.store.open_amount[0]));
#endif
		;
S_249_0: /* 2 */
		now.store.open_kind[1] = 0;
#ifdef VAR_RANGES
		logval("store.open_kind[1]", ((int)now.store.open_kind[1]));
#endif
		;
S_250_0: /* 2 */
		now.store.open_amount[1] = 0;
#ifdef VAR_RANGES
		logval("store.open_amount[1]", ((int)now.store.open_amount[1]));
#endif
		;
S_251_0: /* 2 */
		now.next_nonce = (((int)now.next_nonce)+1);
#ifdef VAR_RANGES
		logval("next_nonce", ((int)now.next_nonce));
#endif
		;
S_300_0: /* 2 */
S_252_0: /* 2 */
		((P1 *)_this)->c = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:c", ((int)((P1 *)_this)->c));
#endif
		;
S_295_0: /* 2 */
S_294_0: /* 2 */
S_253_0: /* 2 */
		if (!((((int)((P1 *)_this)->c)<2)))
			goto S_294_1;
S_254_0: /* 2 */
		((P1 *)_this)->sum = ((int)now.row[ Index(((int)((P1 *)_this)->c), 2) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
S_255_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_276_0: /* 2 */
S_275_0: /* 2 */
S_256_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)now.store.waiting))))
			goto S_275_1;
S_270_0: /* 2 */
S_257_0: /* 2 */
		if (!((((int)now.store.seq[ Index(((int)((P1 *)_this)->w), 2) ])>( ((((int)now.ledger.floor)>=( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) ))) ? (( ((((int)now.ledger.floor)>=( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) ))) ? (((int)now.ledger.floor)) : (( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) )) )) : (( ((( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) )>=( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) ))) ? (( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) )) : (( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) )) )) ))))
			goto S_270_1;
S_268_0: /* 2 */
S_266_0: /* 2 */
S_258_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ])==1)))
			goto S_266_1;
S_259_0: /* 2 */
		((P1 *)_this)->sum = (((int)((P1 *)_this)->sum)+((int)now.set_amount[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ]));
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_267_0;
S_266_1: /* 3 */
S_260_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ])==2)))
			goto S_266_2;
S_261_0: /* 2 */
		((P1 *)_this)->sum = ((int)now.set_amount[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_267_0;
S_266_2: /* 3 */
S_262_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ])==3)))
			goto S_266_3;
S_263_0: /* 2 */
		((P1 *)_this)->sum = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_267_0;
S_266_3: /* 3 */
S_264_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ])==0)))
			goto S_266_4;
S_265_0: /* 2 */
		if (!(1))
			Uerror("block in d_step seq");
		goto S_267_0;
S_266_4: /* 3 */
		Uerror("blocking sel in d_step (nr.18, near line 118)");
S_267_0: /* 2 */
		goto S_271_0;
S_270_1: /* 3 */
S_269_0: /* 2 */
		/* else */;
		goto S_271_0;
S_270_2: /* 3 */
		Uerror("blocking sel in d_step (nr.19, near line 136)");
S_271_0: /* 2 */
S_272_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_276_0; /* ';' */
S_275_1: /* 3 */
S_273_0: /* 2 */
		/* else */;
S_274_0: /* 2 */
		goto S_278_0;	/* 'goto' */
S_275_2: /* 3 */
		Uerror("blocking sel in d_step (nr.20, near line 134)");
S_277_0: /* 2 */
		goto S_278_0;	/* 'break' */
S_278_0: /* 2 */
		spin_assert(((((int)now.store.open_seq)>( ((((int)now.ledger.floor)>=( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) ))) ? (( ((((int)now.ledger.floor)>=( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) ))) ? (((int)now.ledger.floor)) : (( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) )) )) : (( ((( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) )>=( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) ))) ? (( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) )) : (( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) )) )) ))||(((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==0)), "((store.open_seq>( ((ledger.floor>=( ((c==0)) ? (ledger.mark) : (0) ))) ? (( ((ledger.floor>=( ((((ledger.under!=0)&&((ledger.under==1)||((ledger.under==2)&&(c==0))))&& !((ledger.cursor<=c)))) ? (ledger.upto) : (0) ))) ? (ledger.floor) : (( ((((ledger.under!=0)&&((ledger.under==1)||((ledger.under==2)&&(c==0))))&& !((ledger.cursor<=c)))) ? (ledger.upto) : (0) )) )) : (( ((( ((c==0)) ? (ledger.mark) : (0) )>=( ((((ledger.under!=0)&&((ledger.under==1)||((ledger.under==2)&&(c==0))))&& !((ledger.cursor<=c)))) ? (ledger.upto) : (0) ))) ? (( ((c==0)) ? (ledger.mark) : (0) )) : (( ((((ledger.under!=0)&&((ledger.under==1)||((ledger.under==2)&&(c==0))))&& !((ledger.cursor<=c)))) ? (ledger.upto) : (0) )) )) ))||(store.open_kind[c]==0))", II, tt, t);
S_289_0: /* 2 */
S_287_0: /* 2 */
S_279_0: /* 2 */
		if (!((((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==1)))
			goto S_287_1;
S_280_0: /* 2 */
		((P1 *)_this)->sum = (((int)((P1 *)_this)->sum)+((int)now.store.open_amount[ Index(((int)((P1 *)_this)->c), 2) ]));
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_288_0;
S_287_1: /* 3 */
S_281_0: /* 2 */
		if (!((((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==2)))
			goto S_287_2;
S_282_0: /* 2 */
		((P1 *)_this)->sum = ((int)now.store.open_amount[ Index(((int)((P1 *)_this)->c), 2) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_288_0;
S_287_2: /* 3 */
S_283_0: /* 2 */
		if (!((((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==3)))
			goto S_287_3;
S_284_0: /* 2 */
		((P1 *)_this)->sum = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_288_0;
S_287_3: /* 3 */
S_285_0: /* 2 */
		if (!((((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==0)))
			goto S_287_4;
S_286_0: /* 2 */
		if (!(1))
			Uerror("block in d_step seq");
		goto S_288_0;
S_287_4: /* 3 */
		Uerror("blocking sel in d_step (nr.21, near line 118)");
S_288_0: /* 2 */
		goto S_290_0;
S_290_0: /* 2 */
		spin_assert((((int)((P1 *)_this)->sum)==((int)now.truth[ Index(((int)((P1 *)_this)->c), 2) ])), "(sum==truth[c])", II, tt, t);
S_291_0: /* 2 */
		((P1 *)_this)->c = (((int)((P1 *)_this)->c)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:c", ((int)((P1 *)_this)->c));
#endif
		;
		goto S_295_0; /* ';' */
S_294_1: /* 3 */
S_292_0: /* 2 */
		/* else */;
S_293_0: /* 2 */
		goto S_297_0;	/* 'goto' */
S_294_2: /* 3 */
		Uerror("blocking sel in d_step (nr.22, near line 130)");
S_296_0: /* 2 */
		goto S_297_0;	/* 'break' */
S_297_0: /* 2 */
		((P1 *)_this)->c = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:c", ((int)((P1 *)_this)->c));
#endif
		;
S_298_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_299_0: /* 2 */
		((P1 *)_this)->sum = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_302_0;
		goto S_302_0;
S_301_2: /* 3 */
		Uerror("blocking sel in d_step (nr.23, near line 444)");
S_302_0: /* 2 */
S_420_0: /* 2 */
S_418_0: /* 2 */
S_303_0: /* 2 */
		if (!( !(((int)((P1 *)_this)->looked))))
			goto S_418_1;
S_304_0: /* 2 */
		((P1 *)_this)->action = 9;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_419_0;
S_418_1: /* 3 */
S_305_0: /* 2 */
		/* else */;
S_306_0: /* 2 */
		((P1 *)_this)->action = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_312_0: /* 2 */
S_307_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.waiting)>0)&&((((int)((P1 *)_this)->seen.seq[0])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[0])))!=0))))))
			goto S_312_1;
S_308_0: /* 2 */
		((P1 *)_this)->action = 2;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_313_0;
S_312_1: /* 3 */
S_309_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.waiting)>0)&& !(((((int)((P1 *)_this)->seen.seq[0])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[0])))!=0)))))&&(((int)((P1 *)_this)->seen.seq[0])<=((int)((P1 *)_this)->known.floor)))))
			goto S_312_2;
S_310_0: /* 2 */
		((P1 *)_this)->action = 3;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_313_0;
S_312_2: /* 3 */
S_311_0: /* 2 */
		/* else */;
		goto S_313_0;
S_312_3: /* 3 */
		Uerror("blocking sel in d_step (nr.24, near line 307)");
S_313_0: /* 2 */
S_416_0: /* 2 */
S_314_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)!=0)))
			goto S_416_1;
		goto S_417_0;
S_416_1: /* 3 */
S_315_0: /* 2 */
		if (!(((((int)((P1 *)_this)->action)==0)&&(((int)((P1 *)_this)->known.under)!=0))))
			goto S_416_2;
S_337_0: /* 2 */
S_316_0: /* 2 */
		if (!(((((int)((P1 *)_this)->known.upto)>=((int)((P1 *)_this)->seen.open_seq))&& !(((int)((P1 *)_this)->repeated)))))
			goto S_337_1;
S_317_0: /* 2 */
		((P1 *)_this)->action = 9;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_338_0;
S_337_1: /* 3 */
S_318_0: /* 2 */
		/* else */;
S_319_0: /* 2 */
		((P1 *)_this)->pat = ((int)((P1 *)_this)->known.under);
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_320_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->known.upto);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_336_0: /* 2 */
S_321_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_322_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_333_0: /* 2 */
S_332_0: /* 2 */
S_323_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_332_1;
S_327_0: /* 2 */
S_324_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_327_1;
S_325_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_328_0;
S_327_1: /* 3 */
S_326_0: /* 2 */
		/* else */;
		goto S_328_0;
S_327_2: /* 3 */
		Uerror("blocking sel in d_step (nr.25, near line 373)");
S_328_0: /* 2 */
S_329_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_333_0; /* ';' */
S_332_1: /* 3 */
S_330_0: /* 2 */
		/* else */;
S_331_0: /* 2 */
		goto S_335_0;	/* 'goto' */
S_332_2: /* 3 */
		Uerror("blocking sel in d_step (nr.26, near line 371)");
S_334_0: /* 2 */
		goto S_335_0;	/* 'break' */
S_335_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_338_0;
		goto S_338_0;
S_337_2: /* 3 */
		Uerror("blocking sel in d_step (nr.27, near line 316)");
S_338_0: /* 2 */
		goto S_417_0;
S_416_2: /* 3 */
S_339_0: /* 2 */
		if (!(((((int)((P1 *)_this)->action)==0)&&(((int)((P1 *)_this)->known.under)==0))))
			goto S_416_3;
S_414_0: /* 2 */
S_340_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.waiting)==2)&&((((int)((P1 *)_this)->seen.seq[1])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[1])))!=0))))))
			goto S_414_1;
S_341_0: /* 2 */
		((P1 *)_this)->pat = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_342_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->seen.seq[0]);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_358_0: /* 2 */
S_343_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_344_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_355_0: /* 2 */
S_354_0: /* 2 */
S_345_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_354_1;
S_349_0: /* 2 */
S_346_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_349_1;
S_347_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_350_0;
S_349_1: /* 3 */
S_348_0: /* 2 */
		/* else */;
		goto S_350_0;
S_349_2: /* 3 */
		Uerror("blocking sel in d_step (nr.28, near line 373)");
S_350_0: /* 2 */
S_351_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_355_0; /* ';' */
S_354_1: /* 3 */
S_352_0: /* 2 */
		/* else */;
S_353_0: /* 2 */
		goto S_357_0;	/* 'goto' */
S_354_2: /* 3 */
		Uerror("blocking sel in d_step (nr.29, near line 371)");
S_356_0: /* 2 */
		goto S_357_0;	/* 'break' */
S_357_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_415_0;
S_414_1: /* 3 */
S_359_0: /* 2 */
		/* else */;
S_412_0: /* 2 */
S_360_0: /* 2 */
		if (!((( !(((int)((P1 *)_this)->has_sealed))&&((int)((P1 *)_this)->seen_open))&&(((int)((P1 *)_this)->seen.waiting)<2))))
			goto S_412_1;
S_361_0: /* 2 */
		((P1 *)_this)->action = 7;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_413_0;
S_412_1: /* 3 */
S_362_0: /* 2 */
		/* else */;
S_411_0: /* 2 */
S_372_0: /* 2 */
S_363_0: /* 2 */
		if (!( !(((int)((P1 *)_this)->target_chosen))))
			goto S_372_1;
S_364_0: /* 2 */
		((P1 *)_this)->target_chosen = (((int)((P1 *)_this)->has_sealed)|| !(((int)((P1 *)_this)->seen_open)));
#ifdef VAR_RANGES
		logval("Synchronizer:target_chosen", ((int)((P1 *)_this)->target_chosen));
#endif
		;
S_365_0: /* 2 */
		((P1 *)_this)->target = ( ((((int)((P1 *)_this)->seen.waiting)==0)) ? (0) : (((int)((P1 *)_this)->seen.nonce[ Index((((int)((P1 *)_this)->seen.waiting)-1), 2) ])) );
#ifdef VAR_RANGES
		logval("Synchronizer:target", ((int)((P1 *)_this)->target));
#endif
		;
S_369_0: /* 2 */
S_366_0: /* 2 */
		if (!((((int)((P1 *)_this)->seen.waiting)>=2)))
			goto S_369_1;
S_367_0: /* 2 */
		((P1 *)_this)->pattern = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:pattern", ((int)((P1 *)_this)->pattern));
#endif
		;
		goto S_370_0;
S_369_1: /* 3 */
S_368_0: /* 2 */
		/* else */;
		goto S_370_0;
S_369_2: /* 3 */
		Uerror("blocking sel in d_step (nr.30, near line 340)");
S_370_0: /* 2 */
		goto S_373_0;
S_372_1: /* 3 */
S_371_0: /* 2 */
		/* else */;
		goto S_373_0;
S_372_2: /* 3 */
		Uerror("blocking sel in d_step (nr.31, near line 336)");
S_373_0: /* 2 */
S_374_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_375_0: /* 2 */
		((P1 *)_this)->action = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_386_0: /* 2 */
S_385_0: /* 2 */
S_376_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_385_1;
S_380_0: /* 2 */
S_377_0: /* 2 */
		if (!((((((int)((P1 *)_this)->target)!=0)&&(((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])==((int)((P1 *)_this)->target)))&&(((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])>( (((((int)((P1 *)_this)->pattern)==2)&&(((int)((P1 *)_this)->known.mark)>((int)((P1 *)_this)->known.floor)))) ? (((int)((P1 *)_this)->known.mark)) : (((int)((P1 *)_this)->known.floor)) )))))
			goto S_380_1;
S_378_0: /* 2 */
		((P1 *)_this)->action = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_381_0;
S_380_1: /* 3 */
S_379_0: /* 2 */
		/* else */;
		goto S_381_0;
S_380_2: /* 3 */
		Uerror("blocking sel in d_step (nr.32, near line 351)");
S_381_0: /* 2 */
S_382_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_386_0; /* ';' */
S_385_1: /* 3 */
S_383_0: /* 2 */
		/* else */;
S_384_0: /* 2 */
		goto S_388_0;	/* 'goto' */
S_385_2: /* 3 */
		Uerror("blocking sel in d_step (nr.33, near line 349)");
S_387_0: /* 2 */
		goto S_388_0;	/* 'break' */
S_388_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_409_0: /* 2 */
S_389_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)==0)))
			goto S_409_1;
S_390_0: /* 2 */
		((P1 *)_this)->pat = ((int)((P1 *)_this)->pattern);
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_391_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->seen.seq[ Index((((int)((P1 *)_this)->seen.waiting)-1), 2) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_407_0: /* 2 */
S_392_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_393_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_404_0: /* 2 */
S_403_0: /* 2 */
S_394_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_403_1;
S_398_0: /* 2 */
S_395_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_398_1;
S_396_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_399_0;
S_398_1: /* 3 */
S_397_0: /* 2 */
		/* else */;
		goto S_399_0;
S_398_2: /* 3 */
		Uerror("blocking sel in d_step (nr.34, near line 373)");
S_399_0: /* 2 */
S_400_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_404_0; /* ';' */
S_403_1: /* 3 */
S_401_0: /* 2 */
		/* else */;
S_402_0: /* 2 */
		goto S_406_0;	/* 'goto' */
S_403_2: /* 3 */
		Uerror("blocking sel in d_step (nr.35, near line 371)");
S_405_0: /* 2 */
		goto S_406_0;	/* 'break' */
S_406_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_410_0;
S_409_1: /* 3 */
S_408_0: /* 2 */
		/* else */;
		goto S_410_0;
S_409_2: /* 3 */
		Uerror("blocking sel in d_step (nr.36, near line 361)");
S_410_0: /* 2 */
		goto S_413_0;
		goto S_413_0;
S_412_2: /* 3 */
		Uerror("blocking sel in d_step (nr.37, near line 326)");
S_413_0: /* 2 */
		goto S_415_0;
S_414_2: /* 3 */
		Uerror("blocking sel in d_step (nr.38, near line 322)");
S_415_0: /* 2 */
		goto S_417_0;
S_416_3: /* 3 */
		Uerror("blocking sel in d_step (nr.39, near line 313)");
S_417_0: /* 2 */
		goto S_419_0;
S_418_2: /* 3 */
		Uerror("blocking sel in d_step (nr.40, near line 303)");
S_419_0: /* 2 */
		goto S_1424_0; /* '.' */
		goto S_1424_0; /* ';' */
		goto S_1424_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 15: // STATE 379 - sync.pml:475 - [D_STEP475]
		if (!(boq == -1 && (((int)((P1 *)_this)->action)==6)))
			continue;

		reached[1][379] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_422_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)==6)))
			Uerror("block in d_step seq");
S_424_0: /* 2 */
S_423_0: /* 2 */
		if (!(1))
			Uerror("block in d_step seq");
		goto S_425_0;
S_425_0: /* 2 */
		((P1 *)_this)->action = 5;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1424_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 16: // STATE 518 - sync.pml:482 - [D_STEP482]
		if (!(boq == -1 && (((int)((P1 *)_this)->action)==5)))
			continue;

		reached[1][518] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_427_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)==5)))
			Uerror("block in d_step seq");
S_428_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_444_0: /* 2 */
S_443_0: /* 2 */
S_429_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_443_1;
S_438_0: /* 2 */
S_430_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))))
			goto S_438_1;
S_435_0: /* 2 */
S_431_0: /* 2 */
		if (!((((((int)now.store.waiting)>0)&&(((int)now.store.nonce[0])==((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))||((((int)now.store.waiting)>1)&&(((int)now.store.nonce[1])==((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ]))))))
			goto S_435_1;
S_432_0: /* 2 */
		((P1 *)_this)->contents = (((int)((P1 *)_this)->contents)|(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])));
#ifdef VAR_RANGES
		logval("Synchronizer:contents", ((int)((P1 *)_this)->contents));
#endif
		;
		goto S_436_0;
S_435_1: /* 3 */
S_433_0: /* 2 */
		/* else */;
S_434_0: /* 2 */
		((P1 *)_this)->looked = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:looked", ((int)((P1 *)_this)->looked));
#endif
		;
		goto S_436_0;
S_435_2: /* 3 */
		Uerror("blocking sel in d_step (nr.41, near line 488)");
S_436_0: /* 2 */
		goto S_439_0;
S_438_1: /* 3 */
S_437_0: /* 2 */
		/* else */;
		goto S_439_0;
S_438_2: /* 3 */
		Uerror("blocking sel in d_step (nr.42, near line 486)");
S_439_0: /* 2 */
S_440_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_444_0; /* ';' */
S_443_1: /* 3 */
S_441_0: /* 2 */
		/* else */;
S_442_0: /* 2 */
		goto S_446_0;	/* 'goto' */
S_443_2: /* 3 */
		Uerror("blocking sel in d_step (nr.43, near line 484)");
S_445_0: /* 2 */
		goto S_446_0;	/* 'break' */
S_446_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_564_0: /* 2 */
S_562_0: /* 2 */
S_447_0: /* 2 */
		if (!( !(((int)((P1 *)_this)->looked))))
			goto S_562_1;
S_448_0: /* 2 */
		((P1 *)_this)->action = 9;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_563_0;
S_562_1: /* 3 */
S_449_0: /* 2 */
		/* else */;
S_450_0: /* 2 */
		((P1 *)_this)->action = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_456_0: /* 2 */
S_451_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.waiting)>0)&&((((int)((P1 *)_this)->seen.seq[0])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[0])))!=0))))))
			goto S_456_1;
S_452_0: /* 2 */
		((P1 *)_this)->action = 2;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_457_0;
S_456_1: /* 3 */
S_453_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.waiting)>0)&& !(((((int)((P1 *)_this)->seen.seq[0])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[0])))!=0)))))&&(((int)((P1 *)_this)->seen.seq[0])<=((int)((P1 *)_this)->known.floor)))))
			goto S_456_2;
S_454_0: /* 2 */
		((P1 *)_this)->action = 3;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_457_0;
S_456_2: /* 3 */
S_455_0: /* 2 */
		/* else */;
		goto S_457_0;
S_456_3: /* 3 */
		Uerror("blocking sel in d_step (nr.44, near line 307)");
S_457_0: /* 2 */
S_560_0: /* 2 */
S_458_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)!=0)))
			goto S_560_1;
		goto S_561_0;
S_560_1: /* 3 */
S_459_0: /* 2 */
		if (!(((((int)((P1 *)_this)->action)==0)&&(((int)((P1 *)_this)->known.under)!=0))))
			goto S_560_2;
S_481_0: /* 2 */
S_460_0: /* 2 */
		if (!(((((int)((P1 *)_this)->known.upto)>=((int)((P1 *)_this)->seen.open_seq))&& !(((int)((P1 *)_this)->repeated)))))
			goto S_481_1;
S_461_0: /* 2 */
		((P1 *)_this)->action = 9;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_482_0;
S_481_1: /* 3 */
S_462_0: /* 2 */
		/* else */;
S_463_0: /* 2 */
		((P1 *)_this)->pat = ((int)((P1 *)_this)->known.under);
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_464_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->known.upto);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_480_0: /* 2 */
S_465_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_466_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_477_0: /* 2 */
S_476_0: /* 2 */
S_467_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_476_1;
S_471_0: /* 2 */
S_468_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_471_1;
S_469_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_472_0;
S_471_1: /* 3 */
S_470_0: /* 2 */
		/* else */;
		goto S_472_0;
S_471_2: /* 3 */
		Uerror("blocking sel in d_step (nr.45, near line 373)");
S_472_0: /* 2 */
S_473_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_477_0; /* ';' */
S_476_1: /* 3 */
S_474_0: /* 2 */
		/* else */;
S_475_0: /* 2 */
		goto S_479_0;	/* 'goto' */
S_476_2: /* 3 */
		Uerror("blocking sel in d_step (nr.46, near line 371)");
S_478_0: /* 2 */
		goto S_479_0;	/* 'break' */
S_479_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_482_0;
		goto S_482_0;
S_481_2: /* 3 */
		Uerror("blocking sel in d_step (nr.47, near line 316)");
S_482_0: /* 2 */
		goto S_561_0;
S_560_2: /* 3 */
S_483_0: /* 2 */
		if (!(((((int)((P1 *)_this)->action)==0)&&(((int)((P1 *)_this)->known.under)==0))))
			goto S_560_3;
S_558_0: /* 2 */
S_484_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.waiting)==2)&&((((int)((P1 *)_this)->seen.seq[1])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[1])))!=0))))))
			goto S_558_1;
S_485_0: /* 2 */
		((P1 *)_this)->pat = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_486_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->seen.seq[0]);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_502_0: /* 2 */
S_487_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_488_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_499_0: /* 2 */
S_498_0: /* 2 */
S_489_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_498_1;
S_493_0: /* 2 */
S_490_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_493_1;
S_491_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_494_0;
S_493_1: /* 3 */
S_492_0: /* 2 */
		/* else */;
		goto S_494_0;
S_493_2: /* 3 */
		Uerror("blocking sel in d_step (nr.48, near line 373)");
S_494_0: /* 2 */
S_495_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_499_0; /* ';' */
S_498_1: /* 3 */
S_496_0: /* 2 */
		/* else */;
S_497_0: /* 2 */
		goto S_501_0;	/* 'goto' */
S_498_2: /* 3 */
		Uerror("blocking sel in d_step (nr.49, near line 371)");
S_500_0: /* 2 */
		goto S_501_0;	/* 'break' */
S_501_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_559_0;
S_558_1: /* 3 */
S_503_0: /* 2 */
		/* else */;
S_556_0: /* 2 */
S_504_0: /* 2 */
		if (!((( !(((int)((P1 *)_this)->has_sealed))&&((int)((P1 *)_this)->seen_open))&&(((int)((P1 *)_this)->seen.waiting)<2))))
			goto S_556_1;
S_505_0: /* 2 */
		((P1 *)_this)->action = 7;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_557_0;
S_556_1: /* 3 */
S_506_0: /* 2 */
		/* else */;
S_555_0: /* 2 */
S_516_0: /* 2 */
S_507_0: /* 2 */
		if (!( !(((int)((P1 *)_this)->target_chosen))))
			goto S_516_1;
S_508_0: /* 2 */
		((P1 *)_this)->target_chosen = (((int)((P1 *)_this)->has_sealed)|| !(((int)((P1 *)_this)->seen_open)));
#ifdef VAR_RANGES
		logval("Synchronizer:target_chosen", ((int)((P1 *)_this)->target_chosen));
#endif
		;
S_509_0: /* 2 */
		((P1 *)_this)->target = ( ((((int)((P1 *)_this)->seen.waiting)==0)) ? (0) : (((int)((P1 *)_this)->seen.nonce[ Index((((int)((P1 *)_this)->seen.waiting)-1), 2) ])) );
#ifdef VAR_RANGES
		logval("Synchronizer:target", ((int)((P1 *)_this)->target));
#endif
		;
S_513_0: /* 2 */
S_510_0: /* 2 */
		if (!((((int)((P1 *)_this)->seen.waiting)>=2)))
			goto S_513_1;
S_511_0: /* 2 */
		((P1 *)_this)->pattern = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:pattern", ((int)((P1 *)_this)->pattern));
#endif
		;
		goto S_514_0;
S_513_1: /* 3 */
S_512_0: /* 2 */
		/* else */;
		goto S_514_0;
S_513_2: /* 3 */
		Uerror("blocking sel in d_step (nr.50, near line 340)");
S_514_0: /* 2 */
		goto S_517_0;
S_516_1: /* 3 */
S_515_0: /* 2 */
		/* else */;
		goto S_517_0;
S_516_2: /* 3 */
		Uerror("blocking sel in d_step (nr.51, near line 336)");
S_517_0: /* 2 */
S_518_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_519_0: /* 2 */
		((P1 *)_this)->action = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_530_0: /* 2 */
S_529_0: /* 2 */
S_520_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_529_1;
S_524_0: /* 2 */
S_521_0: /* 2 */
		if (!((((((int)((P1 *)_this)->target)!=0)&&(((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])==((int)((P1 *)_this)->target)))&&(((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])>( (((((int)((P1 *)_this)->pattern)==2)&&(((int)((P1 *)_this)->known.mark)>((int)((P1 *)_this)->known.floor)))) ? (((int)((P1 *)_this)->known.mark)) : (((int)((P1 *)_this)->known.floor)) )))))
			goto S_524_1;
S_522_0: /* 2 */
		((P1 *)_this)->action = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_525_0;
S_524_1: /* 3 */
S_523_0: /* 2 */
		/* else */;
		goto S_525_0;
S_524_2: /* 3 */
		Uerror("blocking sel in d_step (nr.52, near line 351)");
S_525_0: /* 2 */
S_526_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_530_0; /* ';' */
S_529_1: /* 3 */
S_527_0: /* 2 */
		/* else */;
S_528_0: /* 2 */
		goto S_532_0;	/* 'goto' */
S_529_2: /* 3 */
		Uerror("blocking sel in d_step (nr.53, near line 349)");
S_531_0: /* 2 */
		goto S_532_0;	/* 'break' */
S_532_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_553_0: /* 2 */
S_533_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)==0)))
			goto S_553_1;
S_534_0: /* 2 */
		((P1 *)_this)->pat = ((int)((P1 *)_this)->pattern);
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_535_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->seen.seq[ Index((((int)((P1 *)_this)->seen.waiting)-1), 2) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_551_0: /* 2 */
S_536_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_537_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_548_0: /* 2 */
S_547_0: /* 2 */
S_538_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_547_1;
S_542_0: /* 2 */
S_539_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_542_1;
S_540_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_543_0;
S_542_1: /* 3 */
S_541_0: /* 2 */
		/* else */;
		goto S_543_0;
S_542_2: /* 3 */
		Uerror("blocking sel in d_step (nr.54, near line 373)");
S_543_0: /* 2 */
S_544_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_548_0; /* ';' */
S_547_1: /* 3 */
S_545_0: /* 2 */
		/* else */;
S_546_0: /* 2 */
		goto S_550_0;	/* 'goto' */
S_547_2: /* 3 */
		Uerror("blocking sel in d_step (nr.55, near line 371)");
S_549_0: /* 2 */
		goto S_550_0;	/* 'break' */
S_550_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_554_0;
S_553_1: /* 3 */
S_552_0: /* 2 */
		/* else */;
		goto S_554_0;
S_553_2: /* 3 */
		Uerror("blocking sel in d_step (nr.56, near line 361)");
S_554_0: /* 2 */
		goto S_557_0;
		goto S_557_0;
S_556_2: /* 3 */
		Uerror("blocking sel in d_step (nr.57, near line 326)");
S_557_0: /* 2 */
		goto S_559_0;
S_558_2: /* 3 */
		Uerror("blocking sel in d_step (nr.58, near line 322)");
S_559_0: /* 2 */
		goto S_561_0;
S_560_3: /* 3 */
		Uerror("blocking sel in d_step (nr.59, near line 313)");
S_561_0: /* 2 */
		goto S_563_0;
S_562_2: /* 3 */
		Uerror("blocking sel in d_step (nr.60, near line 303)");
S_563_0: /* 2 */
		goto S_1424_0; /* '.' */
		goto S_1424_0; /* ';' */
		goto S_1424_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 17: // STATE 858 - sync.pml:509 - [D_STEP509]
		if (!(boq == -1 && (((int)((P1 *)_this)->action)==4)))
			continue;

		reached[1][858] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_566_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)==4)))
			Uerror("block in d_step seq");
S_785_0: /* 2 */
S_567_0: /* 2 */
		if (!( !(((((((((int)((P1 *)_this)->known.floor)==((int)now.ledger.floor))&&(((int)((P1 *)_this)->known.mark)==((int)now.ledger.mark)))&&(((int)((P1 *)_this)->known.under)==((int)now.ledger.under)))&&(((int)((P1 *)_this)->known.upto)==((int)now.ledger.upto)))&&(((int)((P1 *)_this)->known.cursor)==((int)now.ledger.cursor)))&&(((int)((P1 *)_this)->known.nonces)==((int)now.ledger.nonces))))))
			goto S_785_1;
S_568_0: /* 2 */
		((P1 *)_this)->looked = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:looked", ((int)((P1 *)_this)->looked));
#endif
		;
		goto S_786_0;
S_785_1: /* 3 */
S_569_0: /* 2 */
		/* else */;
S_589_0: /* 2 */
S_570_0: /* 2 */
		if (!((((int)((P1 *)_this)->known.under)==0)))
			goto S_589_1;
S_571_0: /* 2 */
		now.ledger.under = ((int)((P1 *)_this)->pat);
#ifdef VAR_RANGES
		logval("ledger.under", ((int)now.ledger.under));
#endif
		;
S_572_0: /* 2 */
		now.ledger.upto = ((int)((P1 *)_this)->upto);
#ifdef VAR_RANGES
		logval("ledger.upto", ((int)now.ledger.upto));
#endif
		;
S_573_0: /* 2 */
		now.ledger.cursor = 0;
#ifdef VAR_RANGES
		logval("ledger.cursor", ((int)now.ledger.cursor));
#endif
		;
S_574_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_585_0: /* 2 */
S_584_0: /* 2 */
S_575_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_584_1;
S_579_0: /* 2 */
S_576_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))))
			goto S_579_1;
S_577_0: /* 2 */
		now.ledger.nonces = (((int)now.ledger.nonces)|(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])));
#ifdef VAR_RANGES
		logval("ledger.nonces", ((int)now.ledger.nonces));
#endif
		;
		goto S_580_0;
S_579_1: /* 3 */
S_578_0: /* 2 */
		/* else */;
		goto S_580_0;
S_579_2: /* 3 */
		Uerror("blocking sel in d_step (nr.61, near line 524)");
S_580_0: /* 2 */
S_581_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_585_0; /* ';' */
S_584_1: /* 3 */
S_582_0: /* 2 */
		/* else */;
S_583_0: /* 2 */
		goto S_587_0;	/* 'goto' */
S_584_2: /* 3 */
		Uerror("blocking sel in d_step (nr.62, near line 522)");
S_586_0: /* 2 */
		goto S_587_0;	/* 'break' */
S_587_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_590_0;
S_589_1: /* 3 */
S_588_0: /* 2 */
		/* else */;
		goto S_590_0;
S_589_2: /* 3 */
		Uerror("blocking sel in d_step (nr.63, near line 518)");
S_590_0: /* 2 */
S_591_0: /* 2 */
		((P1 *)_this)->wrote = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:wrote", ((int)((P1 *)_this)->wrote));
#endif
		;
S_650_0: /* 2 */
S_592_0: /* 2 */
		if (!(((((int)((P1 *)_this)->known.under)==0)||(((int)((P1 *)_this)->known.cursor)==0))))
			goto S_650_1;
S_617_0: /* 2 */
S_593_0: /* 2 */
		((P1 *)_this)->kind = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:kind", ((int)((P1 *)_this)->kind));
#endif
		;
S_594_0: /* 2 */
		((P1 *)_this)->amount = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:amount", ((int)((P1 *)_this)->amount));
#endif
		;
S_595_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_614_0: /* 2 */
S_613_0: /* 2 */
S_596_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_613_1;
S_608_0: /* 2 */
S_597_0: /* 2 */
		if (!(((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->pat)==1)||((((int)((P1 *)_this)->pat)==2)&&(0==0))))&&(((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])>( ((((int)((P1 *)_this)->known.floor)>=( ((0==0)) ? (((int)((P1 *)_this)->known.mark)) : (0) ))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((((int)((P1 *)_this)->known.under)!=0)&&((((int)((P1 *)_this)->known.under)==1)||((((int)((P1 *)_this)->known.under)==2)&&(0==0))))&& !((((int)((P1 *)_this)->known.cursor)<=0)))) ? (((int)((P1 *)_this)->known.upto)) : (0) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((((int)((P1 *)_this)->known.under)!=0)&&((((int)((P1 *)_this)->known.under)==1)||((((int)((P1 *)_this)->known.under)==2)&&(0==0))))&& !((((int)((P1 *)_this)->known.cursor)<=0)))) ? (((int)((P1 *)_this)->known.upto)) : (0) )) )) : (( ((( ((0==0)) ? (((int)((P1 *)_this)->known.mark)) : (0) )>=( ((((((int)((P1 *)_this)->known.under)!=0)&&((((int)((P1 *)_this)->known.under)==1)||((((int)((P1 *)_this)->known.under)==2)&&(0==0))))&& !((((int)((P1 *)_this)->known.cursor)<=0)))) ? (((int)((P1 *)_this)->known.upto)) : (0) ))) ? (( ((0==0)) ? (((int)((P1 *)_this)->known.mark)) : (0) )) : (( ((((((int)((P1 *)_this)->known.under)!=0)&&((((int)((P1 *)_this)->known.under)==1)||((((int)((P1 *)_this)->known.under)==2)&&(0==0))))&& !((((int)((P1 *)_this)->known.cursor)<=0)))) ? (((int)((P1 *)_this)->known.upto)) : (0) )) )) )))))
			goto S_608_1;
S_605_0: /* 2 */
S_598_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+0), 16) ])==1)))
			goto S_605_1;
S_599_0: /* 2 */
		((P1 *)_this)->amount = (((int)((P1 *)_this)->amount)+((int)now.set_amount[ Index(((((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+0), 16) ]));
#ifdef VAR_RANGES
		logval("Synchronizer:amount", ((int)((P1 *)_this)->amount));
#endif
		;
S_600_0: /* 2 */
		((P1 *)_this)->kind = ( ((((int)((P1 *)_this)->kind)==0)) ? (1) : (( ((((int)((P1 *)_this)->kind)==3)) ? (2) : (((int)((P1 *)_this)->kind)) )) );
#ifdef VAR_RANGES
		logval("Synchronizer:kind", ((int)((P1 *)_this)->kind));
#endif
		;
		goto S_606_0;
S_605_1: /* 3 */
S_601_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+0), 16) ])>1)))
			goto S_605_2;
S_602_0: /* 2 */
		((P1 *)_this)->amount = ((int)now.set_amount[ Index(((((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+0), 16) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:amount", ((int)((P1 *)_this)->amount));
#endif
		;
S_603_0: /* 2 */
		((P1 *)_this)->kind = ((int)now.set_kind[ Index(((((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+0), 16) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:kind", ((int)((P1 *)_this)->kind));
#endif
		;
		goto S_606_0;
S_605_2: /* 3 */
S_604_0: /* 2 */
		/* else */;
		goto S_606_0;
S_605_3: /* 3 */
		Uerror("blocking sel in d_step (nr.64, near line 267)");
S_606_0: /* 2 */
		goto S_609_0;
S_608_1: /* 3 */
S_607_0: /* 2 */
		/* else */;
		goto S_609_0;
S_608_2: /* 3 */
		Uerror("blocking sel in d_step (nr.65, near line 264)");
S_609_0: /* 2 */
S_610_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_614_0; /* ';' */
S_613_1: /* 3 */
S_611_0: /* 2 */
		/* else */;
S_612_0: /* 2 */
		goto S_616_0;	/* 'goto' */
S_613_2: /* 3 */
		Uerror("blocking sel in d_step (nr.66, near line 262)");
S_615_0: /* 2 */
		goto S_616_0;	/* 'break' */
S_616_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_647_0;
S_647_0: /* 2 */
S_618_0: /* 2 */
		if (!((((int)((P1 *)_this)->kind)!=0)))
			goto S_647_1;
S_644_0: /* 2 */
S_629_0: /* 2 */
S_627_0: /* 2 */
S_619_0: /* 2 */
		if (!((((int)((P1 *)_this)->kind)==1)))
			goto S_627_1;
S_620_0: /* 2 */
		now.row[0] = (((int)now.row[0])+((int)((P1 *)_this)->amount));
#ifdef VAR_RANGES
		logval("row[0]", ((int)now.row[0]));
#endif
		;
		goto S_628_0;
S_627_1: /* 3 */
S_621_0: /* 2 */
		if (!((((int)((P1 *)_this)->kind)==2)))
			goto S_627_2;
S_622_0: /* 2 */
		now.row[0] = ((int)((P1 *)_this)->amount);
#ifdef VAR_RANGES
		logval("row[0]", ((int)now.row[0]));
#endif
		;
		goto S_628_0;
S_627_2: /* 3 */
S_623_0: /* 2 */
		if (!((((int)((P1 *)_this)->kind)==3)))
			goto S_627_3;
S_624_0: /* 2 */
		now.row[0] = 0;
#ifdef VAR_RANGES
		logval("row[0]", ((int)now.row[0]));
#endif
		;
		goto S_628_0;
S_627_3: /* 3 */
S_625_0: /* 2 */
		if (!((((int)((P1 *)_this)->kind)==0)))
			goto S_627_4;
S_626_0: /* 2 */
		if (!(1))
			Uerror("block in d_step seq");
		goto S_628_0;
S_627_4: /* 3 */
		Uerror("blocking sel in d_step (nr.67, near line 118)");
S_628_0: /* 2 */
		goto S_630_0;
S_630_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_641_0: /* 2 */
S_640_0: /* 2 */
S_631_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_640_1;
S_635_0: /* 2 */
S_632_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))))
			goto S_635_1;
S_633_0: /* 2 */
		now.applied_sets[0] = (((int)now.applied_sets[0])|(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])));
#ifdef VAR_RANGES
		logval("applied_sets[0]", ((int)now.applied_sets[0]));
#endif
		;
		goto S_636_0;
S_635_1: /* 3 */
S_634_0: /* 2 */
		/* else */;
		goto S_636_0;
S_635_2: /* 3 */
		Uerror("blocking sel in d_step (nr.68, near line 290)");
S_636_0: /* 2 */
S_637_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_641_0; /* ';' */
S_640_1: /* 3 */
S_638_0: /* 2 */
		/* else */;
S_639_0: /* 2 */
		goto S_643_0;	/* 'goto' */
S_640_2: /* 3 */
		Uerror("blocking sel in d_step (nr.69, near line 288)");
S_642_0: /* 2 */
		goto S_643_0;	/* 'break' */
S_643_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_645_0;
S_645_0: /* 2 */
		((P1 *)_this)->wrote = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:wrote", ((int)((P1 *)_this)->wrote));
#endif
		;
		goto S_648_0;
S_647_1: /* 3 */
S_646_0: /* 2 */
		/* else */;
		goto S_648_0;
S_647_2: /* 3 */
		Uerror("blocking sel in d_step (nr.70, near line 540)");
S_648_0: /* 2 */
		goto S_651_0;
S_650_1: /* 3 */
S_649_0: /* 2 */
		/* else */;
		goto S_651_0;
S_650_2: /* 3 */
		Uerror("blocking sel in d_step (nr.71, near line 537)");
S_651_0: /* 2 */
S_676_0: /* 2 */
S_652_0: /* 2 */
		((P1 *)_this)->kind = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:kind", ((int)((P1 *)_this)->kind));
#endif
		;
S_653_0: /* 2 */
		((P1 *)_this)->amount = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:amount", ((int)((P1 *)_this)->amount));
#endif
		;
S_654_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_673_0: /* 2 */
S_672_0: /* 2 */
S_655_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_672_1;
S_667_0: /* 2 */
S_656_0: /* 2 */
		if (!(((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->pat)==1)||((((int)((P1 *)_this)->pat)==2)&&(1==0))))&&(((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])>( ((((int)((P1 *)_this)->known.floor)>=( ((1==0)) ? (((int)((P1 *)_this)->known.mark)) : (0) ))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((((int)((P1 *)_this)->known.under)!=0)&&((((int)((P1 *)_this)->known.under)==1)||((((int)((P1 *)_this)->known.under)==2)&&(1==0))))&& !((((int)((P1 *)_this)->known.cursor)<=1)))) ? (((int)((P1 *)_this)->known.upto)) : (0) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((((int)((P1 *)_this)->known.under)!=0)&&((((int)((P1 *)_this)->known.under)==1)||((((int)((P1 *)_this)->known.under)==2)&&(1==0))))&& !((((int)((P1 *)_this)->known.cursor)<=1)))) ? (((int)((P1 *)_this)->known.upto)) : (0) )) )) : (( ((( ((1==0)) ? (((int)((P1 *)_this)->known.mark)) : (0) )>=( ((((((int)((P1 *)_this)->known.under)!=0)&&((((int)((P1 *)_this)->known.under)==1)||((((int)((P1 *)_this)->known.under)==2)&&(1==0))))&& !((((int)((P1 *)_this)->known.cursor)<=1)))) ? (((int)((P1 *)_this)->known.upto)) : (0) ))) ? (( ((1==0)) ? (((int)((P1 *)_this)->known.mark)) : (0) )) : (( ((((((int)((P1 *)_this)->known.under)!=0)&&((((int)((P1 *)_this)->known.under)==1)||((((int)((P1 *)_this)->known.under)==2)&&(1==0))))&& !((((int)((P1 *)_this)->known.cursor)<=1)))) ? (((int)((P1 *)_this)->known.upto)) : (0) )) )) )))))
			goto S_667_1;
S_664_0: /* 2 */
S_657_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+1), 16) ])==1)))
			goto S_664_1;
S_658_0: /* 2 */
		((P1 *)_this)->amount = (((int)((P1 *)_this)->amount)+((int)now.set_amount[ Index(((((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+1), 16) ]));
#ifdef VAR_RANGES
		logval("Synchronizer:amount", ((int)((P1 *)_this)->amount));
#endif
		;
S_659_0: /* 2 */
		((P1 *)_this)->kind = ( ((((int)((P1 *)_this)->kind)==0)) ? (1) : (( ((((int)((P1 *)_this)->kind)==3)) ? (2) : (((int)((P1 *)_this)->kind)) )) );
#ifdef VAR_RANGES
		logval("Synchronizer:kind", ((int)((P1 *)_this)->kind));
#endif
		;
		goto S_665_0;
S_664_1: /* 3 */
S_660_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+1), 16) ])>1)))
			goto S_664_2;
S_661_0: /* 2 */
		((P1 *)_this)->amount = ((int)now.set_amount[ Index(((((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+1), 16) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:amount", ((int)((P1 *)_this)->amount));
#endif
		;
S_662_0: /* 2 */
		((P1 *)_this)->kind = ((int)now.set_kind[ Index(((((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+1), 16) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:kind", ((int)((P1 *)_this)->kind));
#endif
		;
		goto S_665_0;
S_664_2: /* 3 */
S_663_0: /* 2 */
		/* else */;
		goto S_665_0;
S_664_3: /* 3 */
		Uerror("blocking sel in d_step (nr.72, near line 267)");
S_665_0: /* 2 */
		goto S_668_0;
S_667_1: /* 3 */
S_666_0: /* 2 */
		/* else */;
		goto S_668_0;
S_667_2: /* 3 */
		Uerror("blocking sel in d_step (nr.73, near line 264)");
S_668_0: /* 2 */
S_669_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_673_0; /* ';' */
S_672_1: /* 3 */
S_670_0: /* 2 */
		/* else */;
S_671_0: /* 2 */
		goto S_675_0;	/* 'goto' */
S_672_2: /* 3 */
		Uerror("blocking sel in d_step (nr.74, near line 262)");
S_674_0: /* 2 */
		goto S_675_0;	/* 'break' */
S_675_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_725_0;
S_725_0: /* 2 */
S_677_0: /* 2 */
		if (!((((int)((P1 *)_this)->wrote)&&(((int)((P1 *)_this)->kind)!=0))))
			goto S_725_1;
S_678_0: /* 2 */
		now.ledger.cursor = 1;
#ifdef VAR_RANGES
		logval("ledger.cursor", ((int)now.ledger.cursor));
#endif
		;
		goto S_726_0;
S_725_1: /* 3 */
S_679_0: /* 2 */
		/* else */;
S_708_0: /* 2 */
S_680_0: /* 2 */
		if (!(( !(((int)((P1 *)_this)->wrote))&&(((int)((P1 *)_this)->kind)!=0))))
			goto S_708_1;
S_706_0: /* 2 */
S_691_0: /* 2 */
S_689_0: /* 2 */
S_681_0: /* 2 */
		if (!((((int)((P1 *)_this)->kind)==1)))
			goto S_689_1;
S_682_0: /* 2 */
		now.row[1] = (((int)now.row[1])+((int)((P1 *)_this)->amount));
#ifdef VAR_RANGES
		logval("row[1]", ((int)now.row[1]));
#endif
		;
		goto S_690_0;
S_689_1: /* 3 */
S_683_0: /* 2 */
		if (!((((int)((P1 *)_this)->kind)==2)))
			goto S_689_2;
S_684_0: /* 2 */
		now.row[1] = ((int)((P1 *)_this)->amount);
#ifdef VAR_RANGES
		logval("row[1]", ((int)now.row[1]));
#endif
		;
		goto S_690_0;
S_689_2: /* 3 */
S_685_0: /* 2 */
		if (!((((int)((P1 *)_this)->kind)==3)))
			goto S_689_3;
S_686_0: /* 2 */
		now.row[1] = 0;
#ifdef VAR_RANGES
		logval("row[1]", ((int)now.row[1]));
#endif
		;
		goto S_690_0;
S_689_3: /* 3 */
S_687_0: /* 2 */
		if (!((((int)((P1 *)_this)->kind)==0)))
			goto S_689_4;
S_688_0: /* 2 */
		if (!(1))
			Uerror("block in d_step seq");
		goto S_690_0;
S_689_4: /* 3 */
		Uerror("blocking sel in d_step (nr.75, near line 118)");
S_690_0: /* 2 */
		goto S_692_0;
S_692_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_703_0: /* 2 */
S_702_0: /* 2 */
S_693_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_702_1;
S_697_0: /* 2 */
S_694_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))))
			goto S_697_1;
S_695_0: /* 2 */
		now.applied_sets[1] = (((int)now.applied_sets[1])|(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])));
#ifdef VAR_RANGES
		logval("applied_sets[1]", ((int)now.applied_sets[1]));
#endif
		;
		goto S_698_0;
S_697_1: /* 3 */
S_696_0: /* 2 */
		/* else */;
		goto S_698_0;
S_697_2: /* 3 */
		Uerror("blocking sel in d_step (nr.76, near line 290)");
S_698_0: /* 2 */
S_699_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_703_0; /* ';' */
S_702_1: /* 3 */
S_700_0: /* 2 */
		/* else */;
S_701_0: /* 2 */
		goto S_705_0;	/* 'goto' */
S_702_2: /* 3 */
		Uerror("blocking sel in d_step (nr.77, near line 288)");
S_704_0: /* 2 */
		goto S_705_0;	/* 'break' */
S_705_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_709_0;
S_708_1: /* 3 */
S_707_0: /* 2 */
		/* else */;
		goto S_709_0;
S_708_2: /* 3 */
		Uerror("blocking sel in d_step (nr.78, near line 550)");
S_709_0: /* 2 */
S_715_0: /* 2 */
S_710_0: /* 2 */
		if (!(((((int)((P1 *)_this)->pat)==1)&&(((int)now.ledger.upto)>((int)now.ledger.floor)))))
			goto S_715_1;
S_711_0: /* 2 */
		now.ledger.floor = ((int)now.ledger.upto);
#ifdef VAR_RANGES
		logval("ledger.floor", ((int)now.ledger.floor));
#endif
		;
		goto S_716_0;
S_715_1: /* 3 */
S_712_0: /* 2 */
		if (!((((int)((P1 *)_this)->pat)==2)))
			goto S_715_2;
S_713_0: /* 2 */
		now.ledger.mark = ((int)now.ledger.upto);
#ifdef VAR_RANGES
		logval("ledger.mark", ((int)now.ledger.mark));
#endif
		;
		goto S_716_0;
S_715_2: /* 3 */
S_714_0: /* 2 */
		/* else */;
		goto S_716_0;
S_715_3: /* 3 */
		Uerror("blocking sel in d_step (nr.79, near line 555)");
S_716_0: /* 2 */
S_720_0: /* 2 */
S_717_0: /* 2 */
		if (!((((int)now.ledger.mark)<=((int)now.ledger.floor))))
			goto S_720_1;
S_718_0: /* 2 */
		now.ledger.mark = 0;
#ifdef VAR_RANGES
		logval("ledger.mark", ((int)now.ledger.mark));
#endif
		;
		goto S_721_0;
S_720_1: /* 3 */
S_719_0: /* 2 */
		/* else */;
		goto S_721_0;
S_720_2: /* 3 */
		Uerror("blocking sel in d_step (nr.80, near line 560)");
S_721_0: /* 2 */
S_722_0: /* 2 */
		now.ledger.under = 0;
#ifdef VAR_RANGES
		logval("ledger.under", ((int)now.ledger.under));
#endif
		;
S_723_0: /* 2 */
		now.ledger.upto = 0;
#ifdef VAR_RANGES
		logval("ledger.upto", ((int)now.ledger.upto));
#endif
		;
S_724_0: /* 2 */
		now.ledger.cursor = 0;
#ifdef VAR_RANGES
		logval("ledger.cursor", ((int)now.ledger.cursor));
#endif
		;
		goto S_726_0;
S_725_2: /* 3 */
		Uerror("blocking sel in d_step (nr.81, near line 547)");
S_726_0: /* 2 */
S_727_0: /* 2 */
		((P1 *)_this)->kind = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:kind", ((int)((P1 *)_this)->kind));
#endif
		;
S_728_0: /* 2 */
		((P1 *)_this)->amount = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:amount", ((int)((P1 *)_this)->amount));
#endif
		;
S_729_0: /* 2 */
		((P1 *)_this)->wrote = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:wrote", ((int)((P1 *)_this)->wrote));
#endif
		;
S_730_0: /* 2 */
		((P1 *)_this)->known.floor = ((int)now.ledger.floor);
#ifdef VAR_RANGES
		logval("Synchronizer:known.floor", ((int)((P1 *)_this)->known.floor));
#endif
		;
S_731_0: /* 2 */
		((P1 *)_this)->known.mark = ((int)now.ledger.mark);
#ifdef VAR_RANGES
		logval("Synchronizer:known.mark", ((int)((P1 *)_this)->known.mark));
#endif
		;
S_732_0: /* 2 */
		((P1 *)_this)->known.under = ((int)now.ledger.under);
#ifdef VAR_RANGES
		logval("Synchronizer:known.under", ((int)((P1 *)_this)->known.under));
#endif
		;
S_733_0: /* 2 */
		((P1 *)_this)->known.upto = ((int)now.ledger.upto);
#ifdef VAR_RANGES
		logval("Synchronizer:known.upto", ((int)((P1 *)_this)->known.upto));
#endif
		;
S_734_0: /* 2 */
		((P1 *)_this)->known.cursor = ((int)now.ledger.cursor);
#ifdef VAR_RANGES
		logval("Synchronizer:known.cursor", ((int)((P1 *)_this)->known.cursor));
#endif
		;
S_735_0: /* 2 */
		((P1 *)_this)->known.nonces = ((int)now.ledger.nonces);
#ifdef VAR_RANGES
		logval("Synchronizer:known.nonces", ((int)((P1 *)_this)->known.nonces));
#endif
		;
S_784_0: /* 2 */
S_736_0: /* 2 */
		((P1 *)_this)->c = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:c", ((int)((P1 *)_this)->c));
#endif
		;
S_779_0: /* 2 */
S_778_0: /* 2 */
S_737_0: /* 2 */
		if (!((((int)((P1 *)_this)->c)<2)))
			goto S_778_1;
S_738_0: /* 2 */
		((P1 *)_this)->sum = ((int)now.row[ Index(((int)((P1 *)_this)->c), 2) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
S_739_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_760_0: /* 2 */
S_759_0: /* 2 */
S_740_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)now.store.waiting))))
			goto S_759_1;
S_754_0: /* 2 */
S_741_0: /* 2 */
		if (!((((int)now.store.seq[ Index(((int)((P1 *)_this)->w), 2) ])>( ((((int)now.ledger.floor)>=( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) ))) ? (( ((((int)now.ledger.floor)>=( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) ))) ? (((int)now.ledger.floor)) : (( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) )) )) : (( ((( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) )>=( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) ))) ? (( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) )) : (( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) )) )) ))))
			goto S_754_1;
S_752_0: /* 2 */
S_750_0: /* 2 */
S_742_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ])==1)))
			goto S_750_1;
S_743_0: /* 2 */
		((P1 *)_this)->sum = (((int)((P1 *)_this)->sum)+((int)now.set_amount[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ]));
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_751_0;
S_750_1: /* 3 */
S_744_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ])==2)))
			goto S_750_2;
S_745_0: /* 2 */
		((P1 *)_this)->sum = ((int)now.set_amount[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_751_0;
S_750_2: /* 3 */
S_746_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ])==3)))
			goto S_750_3;
S_747_0: /* 2 */
		((P1 *)_this)->sum = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_751_0;
S_750_3: /* 3 */
S_748_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ])==0)))
			goto S_750_4;
S_749_0: /* 2 */
		if (!(1))
			Uerror("block in d_step seq");
		goto S_751_0;
S_750_4: /* 3 */
		Uerror("blocking sel in d_step (nr.82, near line 118)");
S_751_0: /* 2 */
		goto S_755_0;
S_754_1: /* 3 */
S_753_0: /* 2 */
		/* else */;
		goto S_755_0;
S_754_2: /* 3 */
		Uerror("blocking sel in d_step (nr.83, near line 136)");
S_755_0: /* 2 */
S_756_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_760_0; /* ';' */
S_759_1: /* 3 */
S_757_0: /* 2 */
		/* else */;
S_758_0: /* 2 */
		goto S_762_0;	/* 'goto' */
S_759_2: /* 3 */
		Uerror("blocking sel in d_step (nr.84, near line 134)");
S_761_0: /* 2 */
		goto S_762_0;	/* 'break' */
S_762_0: /* 2 */
		spin_assert(((((int)now.store.open_seq)>( ((((int)now.ledger.floor)>=( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) ))) ? (( ((((int)now.ledger.floor)>=( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) ))) ? (((int)now.ledger.floor)) : (( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) )) )) : (( ((( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) )>=( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) ))) ? (( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) )) : (( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) )) )) ))||(((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==0)), "((store.open_seq>( ((ledger.floor>=( ((c==0)) ? (ledger.mark) : (0) ))) ? (( ((ledger.floor>=( ((((ledger.under!=0)&&((ledger.under==1)||((ledger.under==2)&&(c==0))))&& !((ledger.cursor<=c)))) ? (ledger.upto) : (0) ))) ? (ledger.floor) : (( ((((ledger.under!=0)&&((ledger.under==1)||((ledger.under==2)&&(c==0))))&& !((ledger.cursor<=c)))) ? (ledger.upto) : (0) )) )) : (( ((( ((c==0)) ? (ledger.mark) : (0) )>=( ((((ledger.under!=0)&&((ledger.under==1)||((ledger.under==2)&&(c==0))))&& !((ledger.cursor<=c)))) ? (ledger.upto) : (0) ))) ? (( ((c==0)) ? (ledger.mark) : (0) )) : (( ((((ledger.under!=0)&&((ledger.under==1)||((ledger.under==2)&&(c==0))))&& !((ledger.cursor<=c)))) ? (ledger.upto) : (0) )) )) ))||(store.open_kind[c]==0))", II, tt, t);
S_773_0: /* 2 */
S_771_0: /* 2 */
S_763_0: /* 2 */
		if (!((((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==1)))
			goto S_771_1;
S_764_0: /* 2 */
		((P1 *)_this)->sum = (((int)((P1 *)_this)->sum)+((int)now.store.open_amount[ Index(((int)((P1 *)_this)->c), 2) ]));
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_772_0;
S_771_1: /* 3 */
S_765_0: /* 2 */
		if (!((((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==2)))
			goto S_771_2;
S_766_0: /* 2 */
		((P1 *)_this)->sum = ((int)now.store.open_amount[ Index(((int)((P1 *)_this)->c), 2) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_772_0;
S_771_2: /* 3 */
S_767_0: /* 2 */
		if (!((((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==3)))
			goto S_771_3;
S_768_0: /* 2 */
		((P1 *)_this)->sum = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_772_0;
S_771_3: /* 3 */
S_769_0: /* 2 */
		if (!((((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==0)))
			goto S_771_4;
S_770_0: /* 2 */
		if (!(1))
			Uerror("block in d_step seq");
		goto S_772_0;
S_771_4: /* 3 */
		Uerror("blocking sel in d_step (nr.85, near line 118)");
S_772_0: /* 2 */
		goto S_774_0;
S_774_0: /* 2 */
		spin_assert((((int)((P1 *)_this)->sum)==((int)now.truth[ Index(((int)((P1 *)_this)->c), 2) ])), "(sum==truth[c])", II, tt, t);
S_775_0: /* 2 */
		((P1 *)_this)->c = (((int)((P1 *)_this)->c)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:c", ((int)((P1 *)_this)->c));
#endif
		;
		goto S_779_0; /* ';' */
S_778_1: /* 3 */
S_776_0: /* 2 */
		/* else */;
S_777_0: /* 2 */
		goto S_781_0;	/* 'goto' */
S_778_2: /* 3 */
		Uerror("blocking sel in d_step (nr.86, near line 130)");
S_780_0: /* 2 */
		goto S_781_0;	/* 'break' */
S_781_0: /* 2 */
		((P1 *)_this)->c = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:c", ((int)((P1 *)_this)->c));
#endif
		;
S_782_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_783_0: /* 2 */
		((P1 *)_this)->sum = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_786_0;
		goto S_786_0;
S_785_2: /* 3 */
		Uerror("blocking sel in d_step (nr.87, near line 514)");
S_786_0: /* 2 */
S_904_0: /* 2 */
S_902_0: /* 2 */
S_787_0: /* 2 */
		if (!( !(((int)((P1 *)_this)->looked))))
			goto S_902_1;
S_788_0: /* 2 */
		((P1 *)_this)->action = 9;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_903_0;
S_902_1: /* 3 */
S_789_0: /* 2 */
		/* else */;
S_790_0: /* 2 */
		((P1 *)_this)->action = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_796_0: /* 2 */
S_791_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.waiting)>0)&&((((int)((P1 *)_this)->seen.seq[0])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[0])))!=0))))))
			goto S_796_1;
S_792_0: /* 2 */
		((P1 *)_this)->action = 2;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_797_0;
S_796_1: /* 3 */
S_793_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.waiting)>0)&& !(((((int)((P1 *)_this)->seen.seq[0])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[0])))!=0)))))&&(((int)((P1 *)_this)->seen.seq[0])<=((int)((P1 *)_this)->known.floor)))))
			goto S_796_2;
S_794_0: /* 2 */
		((P1 *)_this)->action = 3;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_797_0;
S_796_2: /* 3 */
S_795_0: /* 2 */
		/* else */;
		goto S_797_0;
S_796_3: /* 3 */
		Uerror("blocking sel in d_step (nr.88, near line 307)");
S_797_0: /* 2 */
S_900_0: /* 2 */
S_798_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)!=0)))
			goto S_900_1;
		goto S_901_0;
S_900_1: /* 3 */
S_799_0: /* 2 */
		if (!(((((int)((P1 *)_this)->action)==0)&&(((int)((P1 *)_this)->known.under)!=0))))
			goto S_900_2;
S_821_0: /* 2 */
S_800_0: /* 2 */
		if (!(((((int)((P1 *)_this)->known.upto)>=((int)((P1 *)_this)->seen.open_seq))&& !(((int)((P1 *)_this)->repeated)))))
			goto S_821_1;
S_801_0: /* 2 */
		((P1 *)_this)->action = 9;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_822_0;
S_821_1: /* 3 */
S_802_0: /* 2 */
		/* else */;
S_803_0: /* 2 */
		((P1 *)_this)->pat = ((int)((P1 *)_this)->known.under);
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_804_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->known.upto);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_820_0: /* 2 */
S_805_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_806_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_817_0: /* 2 */
S_816_0: /* 2 */
S_807_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_816_1;
S_811_0: /* 2 */
S_808_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_811_1;
S_809_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_812_0;
S_811_1: /* 3 */
S_810_0: /* 2 */
		/* else */;
		goto S_812_0;
S_811_2: /* 3 */
		Uerror("blocking sel in d_step (nr.89, near line 373)");
S_812_0: /* 2 */
S_813_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_817_0; /* ';' */
S_816_1: /* 3 */
S_814_0: /* 2 */
		/* else */;
S_815_0: /* 2 */
		goto S_819_0;	/* 'goto' */
S_816_2: /* 3 */
		Uerror("blocking sel in d_step (nr.90, near line 371)");
S_818_0: /* 2 */
		goto S_819_0;	/* 'break' */
S_819_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_822_0;
		goto S_822_0;
S_821_2: /* 3 */
		Uerror("blocking sel in d_step (nr.91, near line 316)");
S_822_0: /* 2 */
		goto S_901_0;
S_900_2: /* 3 */
S_823_0: /* 2 */
		if (!(((((int)((P1 *)_this)->action)==0)&&(((int)((P1 *)_this)->known.under)==0))))
			goto S_900_3;
S_898_0: /* 2 */
S_824_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.waiting)==2)&&((((int)((P1 *)_this)->seen.seq[1])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[1])))!=0))))))
			goto S_898_1;
S_825_0: /* 2 */
		((P1 *)_this)->pat = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_826_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->seen.seq[0]);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_842_0: /* 2 */
S_827_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_828_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_839_0: /* 2 */
S_838_0: /* 2 */
S_829_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_838_1;
S_833_0: /* 2 */
S_830_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_833_1;
S_831_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_834_0;
S_833_1: /* 3 */
S_832_0: /* 2 */
		/* else */;
		goto S_834_0;
S_833_2: /* 3 */
		Uerror("blocking sel in d_step (nr.92, near line 373)");
S_834_0: /* 2 */
S_835_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_839_0; /* ';' */
S_838_1: /* 3 */
S_836_0: /* 2 */
		/* else */;
S_837_0: /* 2 */
		goto S_841_0;	/* 'goto' */
S_838_2: /* 3 */
		Uerror("blocking sel in d_step (nr.93, near line 371)");
S_840_0: /* 2 */
		goto S_841_0;	/* 'break' */
S_841_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_899_0;
S_898_1: /* 3 */
S_843_0: /* 2 */
		/* else */;
S_896_0: /* 2 */
S_844_0: /* 2 */
		if (!((( !(((int)((P1 *)_this)->has_sealed))&&((int)((P1 *)_this)->seen_open))&&(((int)((P1 *)_this)->seen.waiting)<2))))
			goto S_896_1;
S_845_0: /* 2 */
		((P1 *)_this)->action = 7;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_897_0;
S_896_1: /* 3 */
S_846_0: /* 2 */
		/* else */;
S_895_0: /* 2 */
S_856_0: /* 2 */
S_847_0: /* 2 */
		if (!( !(((int)((P1 *)_this)->target_chosen))))
			goto S_856_1;
S_848_0: /* 2 */
		((P1 *)_this)->target_chosen = (((int)((P1 *)_this)->has_sealed)|| !(((int)((P1 *)_this)->seen_open)));
#ifdef VAR_RANGES
		logval("Synchronizer:target_chosen", ((int)((P1 *)_this)->target_chosen));
#endif
		;
S_849_0: /* 2 */
		((P1 *)_this)->target = ( ((((int)((P1 *)_this)->seen.waiting)==0)) ? (0) : (((int)((P1 *)_this)->seen.nonce[ Index((((int)((P1 *)_this)->seen.waiting)-1), 2) ])) );
#ifdef VAR_RANGES
		logval("Synchronizer:target", ((int)((P1 *)_this)->target));
#endif
		;
S_853_0: /* 2 */
S_850_0: /* 2 */
		if (!((((int)((P1 *)_this)->seen.waiting)>=2)))
			goto S_853_1;
S_851_0: /* 2 */
		((P1 *)_this)->pattern = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:pattern", ((int)((P1 *)_this)->pattern));
#endif
		;
		goto S_854_0;
S_853_1: /* 3 */
S_852_0: /* 2 */
		/* else */;
		goto S_854_0;
S_853_2: /* 3 */
		Uerror("blocking sel in d_step (nr.94, near line 340)");
S_854_0: /* 2 */
		goto S_857_0;
S_856_1: /* 3 */
S_855_0: /* 2 */
		/* else */;
		goto S_857_0;
S_856_2: /* 3 */
		Uerror("blocking sel in d_step (nr.95, near line 336)");
S_857_0: /* 2 */
S_858_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_859_0: /* 2 */
		((P1 *)_this)->action = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_870_0: /* 2 */
S_869_0: /* 2 */
S_860_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_869_1;
S_864_0: /* 2 */
S_861_0: /* 2 */
		if (!((((((int)((P1 *)_this)->target)!=0)&&(((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])==((int)((P1 *)_this)->target)))&&(((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])>( (((((int)((P1 *)_this)->pattern)==2)&&(((int)((P1 *)_this)->known.mark)>((int)((P1 *)_this)->known.floor)))) ? (((int)((P1 *)_this)->known.mark)) : (((int)((P1 *)_this)->known.floor)) )))))
			goto S_864_1;
S_862_0: /* 2 */
		((P1 *)_this)->action = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_865_0;
S_864_1: /* 3 */
S_863_0: /* 2 */
		/* else */;
		goto S_865_0;
S_864_2: /* 3 */
		Uerror("blocking sel in d_step (nr.96, near line 351)");
S_865_0: /* 2 */
S_866_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_870_0; /* ';' */
S_869_1: /* 3 */
S_867_0: /* 2 */
		/* else */;
S_868_0: /* 2 */
		goto S_872_0;	/* 'goto' */
S_869_2: /* 3 */
		Uerror("blocking sel in d_step (nr.97, near line 349)");
S_871_0: /* 2 */
		goto S_872_0;	/* 'break' */
S_872_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_893_0: /* 2 */
S_873_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)==0)))
			goto S_893_1;
S_874_0: /* 2 */
		((P1 *)_this)->pat = ((int)((P1 *)_this)->pattern);
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_875_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->seen.seq[ Index((((int)((P1 *)_this)->seen.waiting)-1), 2) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_891_0: /* 2 */
S_876_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_877_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_888_0: /* 2 */
S_887_0: /* 2 */
S_878_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_887_1;
S_882_0: /* 2 */
S_879_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_882_1;
S_880_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_883_0;
S_882_1: /* 3 */
S_881_0: /* 2 */
		/* else */;
		goto S_883_0;
S_882_2: /* 3 */
		Uerror("blocking sel in d_step (nr.98, near line 373)");
S_883_0: /* 2 */
S_884_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_888_0; /* ';' */
S_887_1: /* 3 */
S_885_0: /* 2 */
		/* else */;
S_886_0: /* 2 */
		goto S_890_0;	/* 'goto' */
S_887_2: /* 3 */
		Uerror("blocking sel in d_step (nr.99, near line 371)");
S_889_0: /* 2 */
		goto S_890_0;	/* 'break' */
S_890_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_894_0;
S_893_1: /* 3 */
S_892_0: /* 2 */
		/* else */;
		goto S_894_0;
S_893_2: /* 3 */
		Uerror("blocking sel in d_step (nr.100, near line 361)");
S_894_0: /* 2 */
		goto S_897_0;
		goto S_897_0;
S_896_2: /* 3 */
		Uerror("blocking sel in d_step (nr.101, near line 326)");
S_897_0: /* 2 */
		goto S_899_0;
S_898_2: /* 3 */
		Uerror("blocking sel in d_step (nr.102, near line 322)");
S_899_0: /* 2 */
		goto S_901_0;
S_900_3: /* 3 */
		Uerror("blocking sel in d_step (nr.103, near line 313)");
S_901_0: /* 2 */
		goto S_903_0;
S_902_2: /* 3 */
		Uerror("blocking sel in d_step (nr.104, near line 303)");
S_903_0: /* 2 */
		goto S_1424_0; /* '.' */
		goto S_1424_0; /* ';' */
		goto S_1424_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 18: // STATE 979 - sync.pml:574 - [D_STEP574]
		if (!(boq == -1 && ((((int)((P1 *)_this)->action)==4)&&((((((((int)((P1 *)_this)->known.floor)==((int)now.ledger.floor))&&(((int)((P1 *)_this)->known.mark)==((int)now.ledger.mark)))&&(((int)((P1 *)_this)->known.under)==((int)now.ledger.under)))&&(((int)((P1 *)_this)->known.upto)==((int)now.ledger.upto)))&&(((int)((P1 *)_this)->known.cursor)==((int)now.ledger.cursor)))&&(((int)((P1 *)_this)->known.nonces)==((int)now.ledger.nonces))))))
			continue;

		reached[1][979] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_906_0: /* 2 */
		if (!(((((int)((P1 *)_this)->action)==4)&&((((((((int)((P1 *)_this)->known.floor)==((int)now.ledger.floor))&&(((int)((P1 *)_this)->known.mark)==((int)now.ledger.mark)))&&(((int)((P1 *)_this)->known.under)==((int)now.ledger.under)))&&(((int)((P1 *)_this)->known.upto)==((int)now.ledger.upto)))&&(((int)((P1 *)_this)->known.cursor)==((int)now.ledger.cursor)))&&(((int)((P1 *)_this)->known.nonces)==((int)now.ledger.nonces))))))
			Uerror("block in d_step seq");
S_907_0: /* 2 */
		((P1 *)_this)->looked = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:looked", ((int)((P1 *)_this)->looked));
#endif
		;
S_1025_0: /* 2 */
S_1023_0: /* 2 */
S_908_0: /* 2 */
		if (!( !(((int)((P1 *)_this)->looked))))
			goto S_1023_1;
S_909_0: /* 2 */
		((P1 *)_this)->action = 9;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1024_0;
S_1023_1: /* 3 */
S_910_0: /* 2 */
		/* else */;
S_911_0: /* 2 */
		((P1 *)_this)->action = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_917_0: /* 2 */
S_912_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.waiting)>0)&&((((int)((P1 *)_this)->seen.seq[0])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[0])))!=0))))))
			goto S_917_1;
S_913_0: /* 2 */
		((P1 *)_this)->action = 2;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_918_0;
S_917_1: /* 3 */
S_914_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.waiting)>0)&& !(((((int)((P1 *)_this)->seen.seq[0])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[0])))!=0)))))&&(((int)((P1 *)_this)->seen.seq[0])<=((int)((P1 *)_this)->known.floor)))))
			goto S_917_2;
S_915_0: /* 2 */
		((P1 *)_this)->action = 3;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_918_0;
S_917_2: /* 3 */
S_916_0: /* 2 */
		/* else */;
		goto S_918_0;
S_917_3: /* 3 */
		Uerror("blocking sel in d_step (nr.105, near line 307)");
S_918_0: /* 2 */
S_1021_0: /* 2 */
S_919_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)!=0)))
			goto S_1021_1;
		goto S_1022_0;
S_1021_1: /* 3 */
S_920_0: /* 2 */
		if (!(((((int)((P1 *)_this)->action)==0)&&(((int)((P1 *)_this)->known.under)!=0))))
			goto S_1021_2;
S_942_0: /* 2 */
S_921_0: /* 2 */
		if (!(((((int)((P1 *)_this)->known.upto)>=((int)((P1 *)_this)->seen.open_seq))&& !(((int)((P1 *)_this)->repeated)))))
			goto S_942_1;
S_922_0: /* 2 */
		((P1 *)_this)->action = 9;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_943_0;
S_942_1: /* 3 */
S_923_0: /* 2 */
		/* else */;
S_924_0: /* 2 */
		((P1 *)_this)->pat = ((int)((P1 *)_this)->known.under);
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_925_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->known.upto);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_941_0: /* 2 */
S_926_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_927_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_938_0: /* 2 */
S_937_0: /* 2 */
S_928_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_937_1;
S_932_0: /* 2 */
S_929_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_932_1;
S_930_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_933_0;
S_932_1: /* 3 */
S_931_0: /* 2 */
		/* else */;
		goto S_933_0;
S_932_2: /* 3 */
		Uerror("blocking sel in d_step (nr.106, near line 373)");
S_933_0: /* 2 */
S_934_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_938_0; /* ';' */
S_937_1: /* 3 */
S_935_0: /* 2 */
		/* else */;
S_936_0: /* 2 */
		goto S_940_0;	/* 'goto' */
S_937_2: /* 3 */
		Uerror("blocking sel in d_step (nr.107, near line 371)");
S_939_0: /* 2 */
		goto S_940_0;	/* 'break' */
S_940_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_943_0;
		goto S_943_0;
S_942_2: /* 3 */
		Uerror("blocking sel in d_step (nr.108, near line 316)");
S_943_0: /* 2 */
		goto S_1022_0;
S_1021_2: /* 3 */
S_944_0: /* 2 */
		if (!(((((int)((P1 *)_this)->action)==0)&&(((int)((P1 *)_this)->known.under)==0))))
			goto S_1021_3;
S_1019_0: /* 2 */
S_945_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.waiting)==2)&&((((int)((P1 *)_this)->seen.seq[1])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[1])))!=0))))))
			goto S_1019_1;
S_946_0: /* 2 */
		((P1 *)_this)->pat = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_947_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->seen.seq[0]);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_963_0: /* 2 */
S_948_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_949_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_960_0: /* 2 */
S_959_0: /* 2 */
S_950_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_959_1;
S_954_0: /* 2 */
S_951_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_954_1;
S_952_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_955_0;
S_954_1: /* 3 */
S_953_0: /* 2 */
		/* else */;
		goto S_955_0;
S_954_2: /* 3 */
		Uerror("blocking sel in d_step (nr.109, near line 373)");
S_955_0: /* 2 */
S_956_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_960_0; /* ';' */
S_959_1: /* 3 */
S_957_0: /* 2 */
		/* else */;
S_958_0: /* 2 */
		goto S_962_0;	/* 'goto' */
S_959_2: /* 3 */
		Uerror("blocking sel in d_step (nr.110, near line 371)");
S_961_0: /* 2 */
		goto S_962_0;	/* 'break' */
S_962_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1020_0;
S_1019_1: /* 3 */
S_964_0: /* 2 */
		/* else */;
S_1017_0: /* 2 */
S_965_0: /* 2 */
		if (!((( !(((int)((P1 *)_this)->has_sealed))&&((int)((P1 *)_this)->seen_open))&&(((int)((P1 *)_this)->seen.waiting)<2))))
			goto S_1017_1;
S_966_0: /* 2 */
		((P1 *)_this)->action = 7;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1018_0;
S_1017_1: /* 3 */
S_967_0: /* 2 */
		/* else */;
S_1016_0: /* 2 */
S_977_0: /* 2 */
S_968_0: /* 2 */
		if (!( !(((int)((P1 *)_this)->target_chosen))))
			goto S_977_1;
S_969_0: /* 2 */
		((P1 *)_this)->target_chosen = (((int)((P1 *)_this)->has_sealed)|| !(((int)((P1 *)_this)->seen_open)));
#ifdef VAR_RANGES
		logval("Synchronizer:target_chosen", ((int)((P1 *)_this)->target_chosen));
#endif
		;
S_970_0: /* 2 */
		((P1 *)_this)->target = ( ((((int)((P1 *)_this)->seen.waiting)==0)) ? (0) : (((int)((P1 *)_this)->seen.nonce[ Index((((int)((P1 *)_this)->seen.waiting)-1), 2) ])) );
#ifdef VAR_RANGES
		logval("Synchronizer:target", ((int)((P1 *)_this)->target));
#endif
		;
S_974_0: /* 2 */
S_971_0: /* 2 */
		if (!((((int)((P1 *)_this)->seen.waiting)>=2)))
			goto S_974_1;
S_972_0: /* 2 */
		((P1 *)_this)->pattern = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:pattern", ((int)((P1 *)_this)->pattern));
#endif
		;
		goto S_975_0;
S_974_1: /* 3 */
S_973_0: /* 2 */
		/* else */;
		goto S_975_0;
S_974_2: /* 3 */
		Uerror("blocking sel in d_step (nr.111, near line 340)");
S_975_0: /* 2 */
		goto S_978_0;
S_977_1: /* 3 */
S_976_0: /* 2 */
		/* else */;
		goto S_978_0;
S_977_2: /* 3 */
		Uerror("blocking sel in d_step (nr.112, near line 336)");
S_978_0: /* 2 */
S_979_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_980_0: /* 2 */
		((P1 *)_this)->action = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_991_0: /* 2 */
S_990_0: /* 2 */
S_981_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_990_1;
S_985_0: /* 2 */
S_982_0: /* 2 */
		if (!((((((int)((P1 *)_this)->target)!=0)&&(((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])==((int)((P1 *)_this)->target)))&&(((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])>( (((((int)((P1 *)_this)->pattern)==2)&&(((int)((P1 *)_this)->known.mark)>((int)((P1 *)_this)->known.floor)))) ? (((int)((P1 *)_this)->known.mark)) : (((int)((P1 *)_this)->known.floor)) )))))
			goto S_985_1;
S_983_0: /* 2 */
		((P1 *)_this)->action = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_986_0;
S_985_1: /* 3 */
S_984_0: /* 2 */
		/* else */;
		goto S_986_0;
S_985_2: /* 3 */
		Uerror("blocking sel in d_step (nr.113, near line 351)");
S_986_0: /* 2 */
S_987_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_991_0; /* ';' */
S_990_1: /* 3 */
S_988_0: /* 2 */
		/* else */;
S_989_0: /* 2 */
		goto S_993_0;	/* 'goto' */
S_990_2: /* 3 */
		Uerror("blocking sel in d_step (nr.114, near line 349)");
S_992_0: /* 2 */
		goto S_993_0;	/* 'break' */
S_993_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_1014_0: /* 2 */
S_994_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)==0)))
			goto S_1014_1;
S_995_0: /* 2 */
		((P1 *)_this)->pat = ((int)((P1 *)_this)->pattern);
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_996_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->seen.seq[ Index((((int)((P1 *)_this)->seen.waiting)-1), 2) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_1012_0: /* 2 */
S_997_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_998_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_1009_0: /* 2 */
S_1008_0: /* 2 */
S_999_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_1008_1;
S_1003_0: /* 2 */
S_1000_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_1003_1;
S_1001_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1004_0;
S_1003_1: /* 3 */
S_1002_0: /* 2 */
		/* else */;
		goto S_1004_0;
S_1003_2: /* 3 */
		Uerror("blocking sel in d_step (nr.115, near line 373)");
S_1004_0: /* 2 */
S_1005_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1009_0; /* ';' */
S_1008_1: /* 3 */
S_1006_0: /* 2 */
		/* else */;
S_1007_0: /* 2 */
		goto S_1011_0;	/* 'goto' */
S_1008_2: /* 3 */
		Uerror("blocking sel in d_step (nr.116, near line 371)");
S_1010_0: /* 2 */
		goto S_1011_0;	/* 'break' */
S_1011_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1015_0;
S_1014_1: /* 3 */
S_1013_0: /* 2 */
		/* else */;
		goto S_1015_0;
S_1014_2: /* 3 */
		Uerror("blocking sel in d_step (nr.117, near line 361)");
S_1015_0: /* 2 */
		goto S_1018_0;
		goto S_1018_0;
S_1017_2: /* 3 */
		Uerror("blocking sel in d_step (nr.118, near line 326)");
S_1018_0: /* 2 */
		goto S_1020_0;
S_1019_2: /* 3 */
		Uerror("blocking sel in d_step (nr.119, near line 322)");
S_1020_0: /* 2 */
		goto S_1022_0;
S_1021_3: /* 3 */
		Uerror("blocking sel in d_step (nr.120, near line 313)");
S_1022_0: /* 2 */
		goto S_1024_0;
S_1023_2: /* 3 */
		Uerror("blocking sel in d_step (nr.121, near line 303)");
S_1024_0: /* 2 */
		goto S_1424_0; /* '.' */
		goto S_1424_0; /* ';' */
		goto S_1424_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 19: // STATE 1163 - sync.pml:578 - [D_STEP578]
		if (!(boq == -1 && (((int)((P1 *)_this)->action)==3)))
			continue;

		reached[1][1163] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1027_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)==3)))
			Uerror("block in d_step seq");
S_1036_0: /* 2 */
S_1028_0: /* 2 */
		if (!((((((int)now.store.waiting)>0)&&(((int)now.store.nonce[0])==((int)((P1 *)_this)->seen.nonce[0])))&&(((int)now.store.seq[0])==((int)((P1 *)_this)->seen.seq[0])))))
			goto S_1036_1;
S_1029_0: /* 2 */
		now.store.discarded = ((int)now.store.seq[0]);
#ifdef VAR_RANGES
		logval("store.discarded", ((int)now.store.discarded));
#endif
		;
S_1030_0: /* 2 */
		now.store.seq[0] = ((int)now.store.seq[1]);
#ifdef VAR_RANGES
		logval("store.seq[0]", ((int)now.store.seq[0]));
#endif
		;
S_1031_0: /* 2 */
		now.store.nonce[0] = ((int)now.store.nonce[1]);
#ifdef VAR_RANGES
		logval("store.nonce[0]", ((int)now.store.nonce[0]));
#endif
		;
S_1032_0: /* 2 */
		now.store.seq[1] = 0;
#ifdef VAR_RANGES
		logval("store.seq[1]", ((int)now.store.seq[1]));
#endif
		;
S_1033_0: /* 2 */
		now.store.nonce[1] = 0;
#ifdef VAR_RANGES
		logval("store.nonce[1]", ((int)now.store.nonce[1]));
#endif
		;
S_1034_0: /* 2 */
		now.store.waiting = (((int)now.store.waiting)-1);
#ifdef VAR_RANGES
		logval("store.waiting", ((int)now.store.waiting));
#endif
		;
		goto S_1037_0;
S_1036_1: /* 3 */
S_1035_0: /* 2 */
		/* else */;
		goto S_1037_0;
S_1036_2: /* 3 */
		Uerror("blocking sel in d_step (nr.122, near line 579)");
S_1037_0: /* 2 */
S_1038_0: /* 2 */
		((P1 *)_this)->seen.seq[0] = ((int)((P1 *)_this)->seen.seq[1]);
#ifdef VAR_RANGES
		logval("Synchronizer:seen.seq[0]", ((int)((P1 *)_this)->seen.seq[0]));
#endif
		;
S_1039_0: /* 2 */
		((P1 *)_this)->seen.nonce[0] = ((int)((P1 *)_this)->seen.nonce[1]);
#ifdef VAR_RANGES
		logval("Synchronizer:seen.nonce[0]", ((int)((P1 *)_this)->seen.nonce[0]));
#endif
		;
S_1040_0: /* 2 */
		((P1 *)_this)->seen.seq[1] = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen.seq[1]", ((int)((P1 *)_this)->seen.seq[1]));
#endif
		;
S_1041_0: /* 2 */
		((P1 *)_this)->seen.nonce[1] = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen.nonce[1]", ((int)((P1 *)_this)->seen.nonce[1]));
#endif
		;
S_1042_0: /* 2 */
		((P1 *)_this)->seen.waiting = (((int)((P1 *)_this)->seen.waiting)-1);
#ifdef VAR_RANGES
		logval("Synchronizer:seen.waiting", ((int)((P1 *)_this)->seen.waiting));
#endif
		;
S_1091_0: /* 2 */
S_1043_0: /* 2 */
		((P1 *)_this)->c = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:c", ((int)((P1 *)_this)->c));
#endif
		;
S_1086_0: /* 2 */
S_1085_0: /* 2 */
S_1044_0: /* 2 */
		if (!((((int)((P1 *)_this)->c)<2)))
			goto S_1085_1;
S_1045_0: /* 2 */
		((P1 *)_this)->sum = ((int)now.row[ Index(((int)((P1 *)_this)->c), 2) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
S_1046_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_1067_0: /* 2 */
S_1066_0: /* 2 */
S_1047_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)now.store.waiting))))
			goto S_1066_1;
S_1061_0: /* 2 */
S_1048_0: /* 2 */
		if (!((((int)now.store.seq[ Index(((int)((P1 *)_this)->w), 2) ])>( ((((int)now.ledger.floor)>=( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) ))) ? (( ((((int)now.ledger.floor)>=( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) ))) ? (((int)now.ledger.floor)) : (( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) )) )) : (( ((( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) )>=( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) ))) ? (( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) )) : (( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) )) )) ))))
			goto S_1061_1;
S_1059_0: /* 2 */
S_1057_0: /* 2 */
S_1049_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ])==1)))
			goto S_1057_1;
S_1050_0: /* 2 */
		((P1 *)_this)->sum = (((int)((P1 *)_this)->sum)+((int)now.set_amount[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ]));
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_1058_0;
S_1057_1: /* 3 */
S_1051_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ])==2)))
			goto S_1057_2;
S_1052_0: /* 2 */
		((P1 *)_this)->sum = ((int)now.set_amount[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_1058_0;
S_1057_2: /* 3 */
S_1053_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ])==3)))
			goto S_1057_3;
S_1054_0: /* 2 */
		((P1 *)_this)->sum = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_1058_0;
S_1057_3: /* 3 */
S_1055_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ])==0)))
			goto S_1057_4;
S_1056_0: /* 2 */
		if (!(1))
			Uerror("block in d_step seq");
		goto S_1058_0;
S_1057_4: /* 3 */
		Uerror("blocking sel in d_step (nr.123, near line 118)");
S_1058_0: /* 2 */
		goto S_1062_0;
S_1061_1: /* 3 */
S_1060_0: /* 2 */
		/* else */;
		goto S_1062_0;
S_1061_2: /* 3 */
		Uerror("blocking sel in d_step (nr.124, near line 136)");
S_1062_0: /* 2 */
S_1063_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1067_0; /* ';' */
S_1066_1: /* 3 */
S_1064_0: /* 2 */
		/* else */;
S_1065_0: /* 2 */
		goto S_1069_0;	/* 'goto' */
S_1066_2: /* 3 */
		Uerror("blocking sel in d_step (nr.125, near line 134)");
S_1068_0: /* 2 */
		goto S_1069_0;	/* 'break' */
S_1069_0: /* 2 */
		spin_assert(((((int)now.store.open_seq)>( ((((int)now.ledger.floor)>=( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) ))) ? (( ((((int)now.ledger.floor)>=( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) ))) ? (((int)now.ledger.floor)) : (( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) )) )) : (( ((( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) )>=( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) ))) ? (( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) )) : (( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) )) )) ))||(((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==0)), "((store.open_seq>( ((ledger.floor>=( ((c==0)) ? (ledger.mark) : (0) ))) ? (( ((ledger.floor>=( ((((ledger.under!=0)&&((ledger.under==1)||((ledger.under==2)&&(c==0))))&& !((ledger.cursor<=c)))) ? (ledger.upto) : (0) ))) ? (ledger.floor) : (( ((((ledger.under!=0)&&((ledger.under==1)||((ledger.under==2)&&(c==0))))&& !((ledger.cursor<=c)))) ? (ledger.upto) : (0) )) )) : (( ((( ((c==0)) ? (ledger.mark) : (0) )>=( ((((ledger.under!=0)&&((ledger.under==1)||((ledger.under==2)&&(c==0))))&& !((ledger.cursor<=c)))) ? (ledger.upto) : (0) ))) ? (( ((c==0)) ? (ledger.mark) : (0) )) : (( ((((ledger.under!=0)&&((ledger.under==1)||((ledger.under==2)&&(c==0))))&& !((ledger.cursor<=c)))) ? (ledger.upto) : (0) )) )) ))||(store.open_kind[c]==0))", II, tt, t);
S_1080_0: /* 2 */
S_1078_0: /* 2 */
S_1070_0: /* 2 */
		if (!((((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==1)))
			goto S_1078_1;
S_1071_0: /* 2 */
		((P1 *)_this)->sum = (((int)((P1 *)_this)->sum)+((int)now.store.open_amount[ Index(((int)((P1 *)_this)->c), 2) ]));
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_1079_0;
S_1078_1: /* 3 */
S_1072_0: /* 2 */
		if (!((((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==2)))
			goto S_1078_2;
S_1073_0: /* 2 */
		((P1 *)_this)->sum = ((int)now.store.open_amount[ Index(((int)((P1 *)_this)->c), 2) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_1079_0;
S_1078_2: /* 3 */
S_1074_0: /* 2 */
		if (!((((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==3)))
			goto S_1078_3;
S_1075_0: /* 2 */
		((P1 *)_this)->sum = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_1079_0;
S_1078_3: /* 3 */
S_1076_0: /* 2 */
		if (!((((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==0)))
			goto S_1078_4;
S_1077_0: /* 2 */
		if (!(1))
			Uerror("block in d_step seq");
		goto S_1079_0;
S_1078_4: /* 3 */
		Uerror("blocking sel in d_step (nr.126, near line 118)");
S_1079_0: /* 2 */
		goto S_1081_0;
S_1081_0: /* 2 */
		spin_assert((((int)((P1 *)_this)->sum)==((int)now.truth[ Index(((int)((P1 *)_this)->c), 2) ])), "(sum==truth[c])", II, tt, t);
S_1082_0: /* 2 */
		((P1 *)_this)->c = (((int)((P1 *)_this)->c)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:c", ((int)((P1 *)_this)->c));
#endif
		;
		goto S_1086_0; /* ';' */
S_1085_1: /* 3 */
S_1083_0: /* 2 */
		/* else */;
S_1084_0: /* 2 */
		goto S_1088_0;	/* 'goto' */
S_1085_2: /* 3 */
		Uerror("blocking sel in d_step (nr.127, near line 130)");
S_1087_0: /* 2 */
		goto S_1088_0;	/* 'break' */
S_1088_0: /* 2 */
		((P1 *)_this)->c = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:c", ((int)((P1 *)_this)->c));
#endif
		;
S_1089_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_1090_0: /* 2 */
		((P1 *)_this)->sum = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_1209_0;
S_1209_0: /* 2 */
S_1207_0: /* 2 */
S_1092_0: /* 2 */
		if (!( !(((int)((P1 *)_this)->looked))))
			goto S_1207_1;
S_1093_0: /* 2 */
		((P1 *)_this)->action = 9;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1208_0;
S_1207_1: /* 3 */
S_1094_0: /* 2 */
		/* else */;
S_1095_0: /* 2 */
		((P1 *)_this)->action = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_1101_0: /* 2 */
S_1096_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.waiting)>0)&&((((int)((P1 *)_this)->seen.seq[0])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[0])))!=0))))))
			goto S_1101_1;
S_1097_0: /* 2 */
		((P1 *)_this)->action = 2;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1102_0;
S_1101_1: /* 3 */
S_1098_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.waiting)>0)&& !(((((int)((P1 *)_this)->seen.seq[0])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[0])))!=0)))))&&(((int)((P1 *)_this)->seen.seq[0])<=((int)((P1 *)_this)->known.floor)))))
			goto S_1101_2;
S_1099_0: /* 2 */
		((P1 *)_this)->action = 3;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1102_0;
S_1101_2: /* 3 */
S_1100_0: /* 2 */
		/* else */;
		goto S_1102_0;
S_1101_3: /* 3 */
		Uerror("blocking sel in d_step (nr.128, near line 307)");
S_1102_0: /* 2 */
S_1205_0: /* 2 */
S_1103_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)!=0)))
			goto S_1205_1;
		goto S_1206_0;
S_1205_1: /* 3 */
S_1104_0: /* 2 */
		if (!(((((int)((P1 *)_this)->action)==0)&&(((int)((P1 *)_this)->known.under)!=0))))
			goto S_1205_2;
S_1126_0: /* 2 */
S_1105_0: /* 2 */
		if (!(((((int)((P1 *)_this)->known.upto)>=((int)((P1 *)_this)->seen.open_seq))&& !(((int)((P1 *)_this)->repeated)))))
			goto S_1126_1;
S_1106_0: /* 2 */
		((P1 *)_this)->action = 9;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1127_0;
S_1126_1: /* 3 */
S_1107_0: /* 2 */
		/* else */;
S_1108_0: /* 2 */
		((P1 *)_this)->pat = ((int)((P1 *)_this)->known.under);
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_1109_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->known.upto);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_1125_0: /* 2 */
S_1110_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_1111_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_1122_0: /* 2 */
S_1121_0: /* 2 */
S_1112_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_1121_1;
S_1116_0: /* 2 */
S_1113_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_1116_1;
S_1114_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1117_0;
S_1116_1: /* 3 */
S_1115_0: /* 2 */
		/* else */;
		goto S_1117_0;
S_1116_2: /* 3 */
		Uerror("blocking sel in d_step (nr.129, near line 373)");
S_1117_0: /* 2 */
S_1118_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1122_0; /* ';' */
S_1121_1: /* 3 */
S_1119_0: /* 2 */
		/* else */;
S_1120_0: /* 2 */
		goto S_1124_0;	/* 'goto' */
S_1121_2: /* 3 */
		Uerror("blocking sel in d_step (nr.130, near line 371)");
S_1123_0: /* 2 */
		goto S_1124_0;	/* 'break' */
S_1124_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1127_0;
		goto S_1127_0;
S_1126_2: /* 3 */
		Uerror("blocking sel in d_step (nr.131, near line 316)");
S_1127_0: /* 2 */
		goto S_1206_0;
S_1205_2: /* 3 */
S_1128_0: /* 2 */
		if (!(((((int)((P1 *)_this)->action)==0)&&(((int)((P1 *)_this)->known.under)==0))))
			goto S_1205_3;
S_1203_0: /* 2 */
S_1129_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.waiting)==2)&&((((int)((P1 *)_this)->seen.seq[1])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[1])))!=0))))))
			goto S_1203_1;
S_1130_0: /* 2 */
		((P1 *)_this)->pat = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_1131_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->seen.seq[0]);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_1147_0: /* 2 */
S_1132_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_1133_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_1144_0: /* 2 */
S_1143_0: /* 2 */
S_1134_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_1143_1;
S_1138_0: /* 2 */
S_1135_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_1138_1;
S_1136_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1139_0;
S_1138_1: /* 3 */
S_1137_0: /* 2 */
		/* else */;
		goto S_1139_0;
S_1138_2: /* 3 */
		Uerror("blocking sel in d_step (nr.132, near line 373)");
S_1139_0: /* 2 */
S_1140_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1144_0; /* ';' */
S_1143_1: /* 3 */
S_1141_0: /* 2 */
		/* else */;
S_1142_0: /* 2 */
		goto S_1146_0;	/* 'goto' */
S_1143_2: /* 3 */
		Uerror("blocking sel in d_step (nr.133, near line 371)");
S_1145_0: /* 2 */
		goto S_1146_0;	/* 'break' */
S_1146_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1204_0;
S_1203_1: /* 3 */
S_1148_0: /* 2 */
		/* else */;
S_1201_0: /* 2 */
S_1149_0: /* 2 */
		if (!((( !(((int)((P1 *)_this)->has_sealed))&&((int)((P1 *)_this)->seen_open))&&(((int)((P1 *)_this)->seen.waiting)<2))))
			goto S_1201_1;
S_1150_0: /* 2 */
		((P1 *)_this)->action = 7;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1202_0;
S_1201_1: /* 3 */
S_1151_0: /* 2 */
		/* else */;
S_1200_0: /* 2 */
S_1161_0: /* 2 */
S_1152_0: /* 2 */
		if (!( !(((int)((P1 *)_this)->target_chosen))))
			goto S_1161_1;
S_1153_0: /* 2 */
		((P1 *)_this)->target_chosen = (((int)((P1 *)_this)->has_sealed)|| !(((int)((P1 *)_this)->seen_open)));
#ifdef VAR_RANGES
		logval("Synchronizer:target_chosen", ((int)((P1 *)_this)->target_chosen));
#endif
		;
S_1154_0: /* 2 */
		((P1 *)_this)->target = ( ((((int)((P1 *)_this)->seen.waiting)==0)) ? (0) : (((int)((P1 *)_this)->seen.nonce[ Index((((int)((P1 *)_this)->seen.waiting)-1), 2) ])) );
#ifdef VAR_RANGES
		logval("Synchronizer:target", ((int)((P1 *)_this)->target));
#endif
		;
S_1158_0: /* 2 */
S_1155_0: /* 2 */
		if (!((((int)((P1 *)_this)->seen.waiting)>=2)))
			goto S_1158_1;
S_1156_0: /* 2 */
		((P1 *)_this)->pattern = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:pattern", ((int)((P1 *)_this)->pattern));
#endif
		;
		goto S_1159_0;
S_1158_1: /* 3 */
S_1157_0: /* 2 */
		/* else */;
		goto S_1159_0;
S_1158_2: /* 3 */
		Uerror("blocking sel in d_step (nr.134, near line 340)");
S_1159_0: /* 2 */
		goto S_1162_0;
S_1161_1: /* 3 */
S_1160_0: /* 2 */
		/* else */;
		goto S_1162_0;
S_1161_2: /* 3 */
		Uerror("blocking sel in d_step (nr.135, near line 336)");
S_1162_0: /* 2 */
S_1163_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_1164_0: /* 2 */
		((P1 *)_this)->action = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_1175_0: /* 2 */
S_1174_0: /* 2 */
S_1165_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_1174_1;
S_1169_0: /* 2 */
S_1166_0: /* 2 */
		if (!((((((int)((P1 *)_this)->target)!=0)&&(((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])==((int)((P1 *)_this)->target)))&&(((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])>( (((((int)((P1 *)_this)->pattern)==2)&&(((int)((P1 *)_this)->known.mark)>((int)((P1 *)_this)->known.floor)))) ? (((int)((P1 *)_this)->known.mark)) : (((int)((P1 *)_this)->known.floor)) )))))
			goto S_1169_1;
S_1167_0: /* 2 */
		((P1 *)_this)->action = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1170_0;
S_1169_1: /* 3 */
S_1168_0: /* 2 */
		/* else */;
		goto S_1170_0;
S_1169_2: /* 3 */
		Uerror("blocking sel in d_step (nr.136, near line 351)");
S_1170_0: /* 2 */
S_1171_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1175_0; /* ';' */
S_1174_1: /* 3 */
S_1172_0: /* 2 */
		/* else */;
S_1173_0: /* 2 */
		goto S_1177_0;	/* 'goto' */
S_1174_2: /* 3 */
		Uerror("blocking sel in d_step (nr.137, near line 349)");
S_1176_0: /* 2 */
		goto S_1177_0;	/* 'break' */
S_1177_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_1198_0: /* 2 */
S_1178_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)==0)))
			goto S_1198_1;
S_1179_0: /* 2 */
		((P1 *)_this)->pat = ((int)((P1 *)_this)->pattern);
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_1180_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->seen.seq[ Index((((int)((P1 *)_this)->seen.waiting)-1), 2) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_1196_0: /* 2 */
S_1181_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_1182_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_1193_0: /* 2 */
S_1192_0: /* 2 */
S_1183_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_1192_1;
S_1187_0: /* 2 */
S_1184_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_1187_1;
S_1185_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1188_0;
S_1187_1: /* 3 */
S_1186_0: /* 2 */
		/* else */;
		goto S_1188_0;
S_1187_2: /* 3 */
		Uerror("blocking sel in d_step (nr.138, near line 373)");
S_1188_0: /* 2 */
S_1189_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1193_0; /* ';' */
S_1192_1: /* 3 */
S_1190_0: /* 2 */
		/* else */;
S_1191_0: /* 2 */
		goto S_1195_0;	/* 'goto' */
S_1192_2: /* 3 */
		Uerror("blocking sel in d_step (nr.139, near line 371)");
S_1194_0: /* 2 */
		goto S_1195_0;	/* 'break' */
S_1195_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1199_0;
S_1198_1: /* 3 */
S_1197_0: /* 2 */
		/* else */;
		goto S_1199_0;
S_1198_2: /* 3 */
		Uerror("blocking sel in d_step (nr.140, near line 361)");
S_1199_0: /* 2 */
		goto S_1202_0;
		goto S_1202_0;
S_1201_2: /* 3 */
		Uerror("blocking sel in d_step (nr.141, near line 326)");
S_1202_0: /* 2 */
		goto S_1204_0;
S_1203_2: /* 3 */
		Uerror("blocking sel in d_step (nr.142, near line 322)");
S_1204_0: /* 2 */
		goto S_1206_0;
S_1205_3: /* 3 */
		Uerror("blocking sel in d_step (nr.143, near line 313)");
S_1206_0: /* 2 */
		goto S_1208_0;
S_1207_2: /* 3 */
		Uerror("blocking sel in d_step (nr.144, near line 303)");
S_1208_0: /* 2 */
		goto S_1424_0; /* '.' */
		goto S_1424_0; /* ';' */
		goto S_1424_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 20: // STATE 1344 - sync.pml:596 - [D_STEP596]
		if (!(boq == -1 && (((int)((P1 *)_this)->action)==2)))
			continue;

		reached[1][1344] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1211_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)==2)))
			Uerror("block in d_step seq");
S_1212_0: /* 2 */
		spin_assert(0, "0", II, tt, t);
S_1213_0: /* 2 */
		((P1 *)_this)->past = ( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) );
#ifdef VAR_RANGES
		logval("Synchronizer:past", ((int)((P1 *)_this)->past));
#endif
		;
S_1220_0: /* 2 */
S_1214_0: /* 2 */
		if (!((((((int)now.store.waiting)>0)&&(((int)now.store.nonce[0])==((int)((P1 *)_this)->seen.nonce[0])))&&(((int)now.store.seq[0])==((int)((P1 *)_this)->seen.seq[0])))))
			goto S_1220_1;
S_1215_0: /* 2 */
		((P1 *)_this)->past = ( ((((int)((P1 *)_this)->past)>=((int)now.store.seq[0]))) ? (((int)((P1 *)_this)->past)) : (((int)now.store.seq[0])) );
#ifdef VAR_RANGES
		logval("Synchronizer:past", ((int)((P1 *)_this)->past));
#endif
		;
S_1216_0: /* 2 */
		now.store.seq[0] = (((int)((P1 *)_this)->past)+1);
#ifdef VAR_RANGES
		logval("store.seq[0]", ((int)now.store.seq[0]));
#endif
		;
S_1217_0: /* 2 */
		now.store.seq[1] = ( ((((int)now.store.waiting)>1)) ? ((((int)((P1 *)_this)->past)+2)) : (0) );
#ifdef VAR_RANGES
		logval("store.seq[1]", ((int)now.store.seq[1]));
#endif
		;
S_1218_0: /* 2 */
		now.store.open_seq = ( ((((int)now.store.open_seq)>((((int)((P1 *)_this)->past)+((int)now.store.waiting))+1))) ? (((int)now.store.open_seq)) : (((((int)((P1 *)_this)->past)+((int)now.store.waiting))+1)) );
#ifdef VAR_RANGES
		logval("store.open_seq", ((int)now.store.open_seq));
#endif
		;
		goto S_1221_0;
S_1220_1: /* 3 */
S_1219_0: /* 2 */
		/* else */;
		goto S_1221_0;
S_1220_2: /* 3 */
		Uerror("blocking sel in d_step (nr.145, near line 601)");
S_1221_0: /* 2 */
S_1222_0: /* 2 */
		((P1 *)_this)->past = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:past", ((int)((P1 *)_this)->past));
#endif
		;
S_1223_0: /* 2 */
		((P1 *)_this)->looked = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:looked", ((int)((P1 *)_this)->looked));
#endif
		;
S_1272_0: /* 2 */
S_1224_0: /* 2 */
		((P1 *)_this)->c = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:c", ((int)((P1 *)_this)->c));
#endif
		;
S_1267_0: /* 2 */
S_1266_0: /* 2 */
S_1225_0: /* 2 */
		if (!((((int)((P1 *)_this)->c)<2)))
			goto S_1266_1;
S_1226_0: /* 2 */
		((P1 *)_this)->sum = ((int)now.row[ Index(((int)((P1 *)_this)->c), 2) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
S_1227_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_1248_0: /* 2 */
S_1247_0: /* 2 */
S_1228_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)now.store.waiting))))
			goto S_1247_1;
S_1242_0: /* 2 */
S_1229_0: /* 2 */
		if (!((((int)now.store.seq[ Index(((int)((P1 *)_this)->w), 2) ])>( ((((int)now.ledger.floor)>=( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) ))) ? (( ((((int)now.ledger.floor)>=( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) ))) ? (((int)now.ledger.floor)) : (( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) )) )) : (( ((( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) )>=( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) ))) ? (( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) )) : (( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) )) )) ))))
			goto S_1242_1;
S_1240_0: /* 2 */
S_1238_0: /* 2 */
S_1230_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ])==1)))
			goto S_1238_1;
S_1231_0: /* 2 */
		((P1 *)_this)->sum = (((int)((P1 *)_this)->sum)+((int)now.set_amount[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ]));
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_1239_0;
S_1238_1: /* 3 */
S_1232_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ])==2)))
			goto S_1238_2;
S_1233_0: /* 2 */
		((P1 *)_this)->sum = ((int)now.set_amount[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_1239_0;
S_1238_2: /* 3 */
S_1234_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ])==3)))
			goto S_1238_3;
S_1235_0: /* 2 */
		((P1 *)_this)->sum = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_1239_0;
S_1238_3: /* 3 */
S_1236_0: /* 2 */
		if (!((((int)now.set_kind[ Index(((((int)now.store.nonce[ Index(((int)((P1 *)_this)->w), 2) ])*2)+((int)((P1 *)_this)->c)), 16) ])==0)))
			goto S_1238_4;
S_1237_0: /* 2 */
		if (!(1))
			Uerror("block in d_step seq");
		goto S_1239_0;
S_1238_4: /* 3 */
		Uerror("blocking sel in d_step (nr.146, near line 118)");
S_1239_0: /* 2 */
		goto S_1243_0;
S_1242_1: /* 3 */
S_1241_0: /* 2 */
		/* else */;
		goto S_1243_0;
S_1242_2: /* 3 */
		Uerror("blocking sel in d_step (nr.147, near line 136)");
S_1243_0: /* 2 */
S_1244_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1248_0; /* ';' */
S_1247_1: /* 3 */
S_1245_0: /* 2 */
		/* else */;
S_1246_0: /* 2 */
		goto S_1250_0;	/* 'goto' */
S_1247_2: /* 3 */
		Uerror("blocking sel in d_step (nr.148, near line 134)");
S_1249_0: /* 2 */
		goto S_1250_0;	/* 'break' */
S_1250_0: /* 2 */
		spin_assert(((((int)now.store.open_seq)>( ((((int)now.ledger.floor)>=( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) ))) ? (( ((((int)now.ledger.floor)>=( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) ))) ? (((int)now.ledger.floor)) : (( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) )) )) : (( ((( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) )>=( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) ))) ? (( ((((int)((P1 *)_this)->c)==0)) ? (((int)now.ledger.mark)) : (0) )) : (( ((((((int)now.ledger.under)!=0)&&((((int)now.ledger.under)==1)||((((int)now.ledger.under)==2)&&(((int)((P1 *)_this)->c)==0))))&& !((((int)now.ledger.cursor)<=((int)((P1 *)_this)->c))))) ? (((int)now.ledger.upto)) : (0) )) )) ))||(((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==0)), "((store.open_seq>( ((ledger.floor>=( ((c==0)) ? (ledger.mark) : (0) ))) ? (( ((ledger.floor>=( ((((ledger.under!=0)&&((ledger.under==1)||((ledger.under==2)&&(c==0))))&& !((ledger.cursor<=c)))) ? (ledger.upto) : (0) ))) ? (ledger.floor) : (( ((((ledger.under!=0)&&((ledger.under==1)||((ledger.under==2)&&(c==0))))&& !((ledger.cursor<=c)))) ? (ledger.upto) : (0) )) )) : (( ((( ((c==0)) ? (ledger.mark) : (0) )>=( ((((ledger.under!=0)&&((ledger.under==1)||((ledger.under==2)&&(c==0))))&& !((ledger.cursor<=c)))) ? (ledger.upto) : (0) ))) ? (( ((c==0)) ? (ledger.mark) : (0) )) : (( ((((ledger.under!=0)&&((ledger.under==1)||((ledger.under==2)&&(c==0))))&& !((ledger.cursor<=c)))) ? (ledger.upto) : (0) )) )) ))||(store.open_kind[c]==0))", II, tt, t);
S_1261_0: /* 2 */
S_1259_0: /* 2 */
S_1251_0: /* 2 */
		if (!((((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==1)))
			goto S_1259_1;
S_1252_0: /* 2 */
		((P1 *)_this)->sum = (((int)((P1 *)_this)->sum)+((int)now.store.open_amount[ Index(((int)((P1 *)_this)->c), 2) ]));
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_1260_0;
S_1259_1: /* 3 */
S_1253_0: /* 2 */
		if (!((((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==2)))
			goto S_1259_2;
S_1254_0: /* 2 */
		((P1 *)_this)->sum = ((int)now.store.open_amount[ Index(((int)((P1 *)_this)->c), 2) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_1260_0;
S_1259_2: /* 3 */
S_1255_0: /* 2 */
		if (!((((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==3)))
			goto S_1259_3;
S_1256_0: /* 2 */
		((P1 *)_this)->sum = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_1260_0;
S_1259_3: /* 3 */
S_1257_0: /* 2 */
		if (!((((int)now.store.open_kind[ Index(((int)((P1 *)_this)->c), 2) ])==0)))
			goto S_1259_4;
S_1258_0: /* 2 */
		if (!(1))
			Uerror("block in d_step seq");
		goto S_1260_0;
S_1259_4: /* 3 */
		Uerror("blocking sel in d_step (nr.149, near line 118)");
S_1260_0: /* 2 */
		goto S_1262_0;
S_1262_0: /* 2 */
		spin_assert((((int)((P1 *)_this)->sum)==((int)now.truth[ Index(((int)((P1 *)_this)->c), 2) ])), "(sum==truth[c])", II, tt, t);
S_1263_0: /* 2 */
		((P1 *)_this)->c = (((int)((P1 *)_this)->c)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:c", ((int)((P1 *)_this)->c));
#endif
		;
		goto S_1267_0; /* ';' */
S_1266_1: /* 3 */
S_1264_0: /* 2 */
		/* else */;
S_1265_0: /* 2 */
		goto S_1269_0;	/* 'goto' */
S_1266_2: /* 3 */
		Uerror("blocking sel in d_step (nr.150, near line 130)");
S_1268_0: /* 2 */
		goto S_1269_0;	/* 'break' */
S_1269_0: /* 2 */
		((P1 *)_this)->c = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:c", ((int)((P1 *)_this)->c));
#endif
		;
S_1270_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_1271_0: /* 2 */
		((P1 *)_this)->sum = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:sum", ((int)((P1 *)_this)->sum));
#endif
		;
		goto S_1390_0;
S_1390_0: /* 2 */
S_1388_0: /* 2 */
S_1273_0: /* 2 */
		if (!( !(((int)((P1 *)_this)->looked))))
			goto S_1388_1;
S_1274_0: /* 2 */
		((P1 *)_this)->action = 9;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1389_0;
S_1388_1: /* 3 */
S_1275_0: /* 2 */
		/* else */;
S_1276_0: /* 2 */
		((P1 *)_this)->action = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_1282_0: /* 2 */
S_1277_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.waiting)>0)&&((((int)((P1 *)_this)->seen.seq[0])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[0])))!=0))))))
			goto S_1282_1;
S_1278_0: /* 2 */
		((P1 *)_this)->action = 2;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1283_0;
S_1282_1: /* 3 */
S_1279_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.waiting)>0)&& !(((((int)((P1 *)_this)->seen.seq[0])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[0])))!=0)))))&&(((int)((P1 *)_this)->seen.seq[0])<=((int)((P1 *)_this)->known.floor)))))
			goto S_1282_2;
S_1280_0: /* 2 */
		((P1 *)_this)->action = 3;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1283_0;
S_1282_2: /* 3 */
S_1281_0: /* 2 */
		/* else */;
		goto S_1283_0;
S_1282_3: /* 3 */
		Uerror("blocking sel in d_step (nr.151, near line 307)");
S_1283_0: /* 2 */
S_1386_0: /* 2 */
S_1284_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)!=0)))
			goto S_1386_1;
		goto S_1387_0;
S_1386_1: /* 3 */
S_1285_0: /* 2 */
		if (!(((((int)((P1 *)_this)->action)==0)&&(((int)((P1 *)_this)->known.under)!=0))))
			goto S_1386_2;
S_1307_0: /* 2 */
S_1286_0: /* 2 */
		if (!(((((int)((P1 *)_this)->known.upto)>=((int)((P1 *)_this)->seen.open_seq))&& !(((int)((P1 *)_this)->repeated)))))
			goto S_1307_1;
S_1287_0: /* 2 */
		((P1 *)_this)->action = 9;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1308_0;
S_1307_1: /* 3 */
S_1288_0: /* 2 */
		/* else */;
S_1289_0: /* 2 */
		((P1 *)_this)->pat = ((int)((P1 *)_this)->known.under);
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_1290_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->known.upto);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_1306_0: /* 2 */
S_1291_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_1292_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_1303_0: /* 2 */
S_1302_0: /* 2 */
S_1293_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_1302_1;
S_1297_0: /* 2 */
S_1294_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_1297_1;
S_1295_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1298_0;
S_1297_1: /* 3 */
S_1296_0: /* 2 */
		/* else */;
		goto S_1298_0;
S_1297_2: /* 3 */
		Uerror("blocking sel in d_step (nr.152, near line 373)");
S_1298_0: /* 2 */
S_1299_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1303_0; /* ';' */
S_1302_1: /* 3 */
S_1300_0: /* 2 */
		/* else */;
S_1301_0: /* 2 */
		goto S_1305_0;	/* 'goto' */
S_1302_2: /* 3 */
		Uerror("blocking sel in d_step (nr.153, near line 371)");
S_1304_0: /* 2 */
		goto S_1305_0;	/* 'break' */
S_1305_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1308_0;
		goto S_1308_0;
S_1307_2: /* 3 */
		Uerror("blocking sel in d_step (nr.154, near line 316)");
S_1308_0: /* 2 */
		goto S_1387_0;
S_1386_2: /* 3 */
S_1309_0: /* 2 */
		if (!(((((int)((P1 *)_this)->action)==0)&&(((int)((P1 *)_this)->known.under)==0))))
			goto S_1386_3;
S_1384_0: /* 2 */
S_1310_0: /* 2 */
		if (!(((((int)((P1 *)_this)->seen.waiting)==2)&&((((int)((P1 *)_this)->seen.seq[1])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[1])))!=0))))))
			goto S_1384_1;
S_1311_0: /* 2 */
		((P1 *)_this)->pat = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_1312_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->seen.seq[0]);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_1328_0: /* 2 */
S_1313_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_1314_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_1325_0: /* 2 */
S_1324_0: /* 2 */
S_1315_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_1324_1;
S_1319_0: /* 2 */
S_1316_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_1319_1;
S_1317_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1320_0;
S_1319_1: /* 3 */
S_1318_0: /* 2 */
		/* else */;
		goto S_1320_0;
S_1319_2: /* 3 */
		Uerror("blocking sel in d_step (nr.155, near line 373)");
S_1320_0: /* 2 */
S_1321_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1325_0; /* ';' */
S_1324_1: /* 3 */
S_1322_0: /* 2 */
		/* else */;
S_1323_0: /* 2 */
		goto S_1327_0;	/* 'goto' */
S_1324_2: /* 3 */
		Uerror("blocking sel in d_step (nr.156, near line 371)");
S_1326_0: /* 2 */
		goto S_1327_0;	/* 'break' */
S_1327_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1385_0;
S_1384_1: /* 3 */
S_1329_0: /* 2 */
		/* else */;
S_1382_0: /* 2 */
S_1330_0: /* 2 */
		if (!((( !(((int)((P1 *)_this)->has_sealed))&&((int)((P1 *)_this)->seen_open))&&(((int)((P1 *)_this)->seen.waiting)<2))))
			goto S_1382_1;
S_1331_0: /* 2 */
		((P1 *)_this)->action = 7;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1383_0;
S_1382_1: /* 3 */
S_1332_0: /* 2 */
		/* else */;
S_1381_0: /* 2 */
S_1342_0: /* 2 */
S_1333_0: /* 2 */
		if (!( !(((int)((P1 *)_this)->target_chosen))))
			goto S_1342_1;
S_1334_0: /* 2 */
		((P1 *)_this)->target_chosen = (((int)((P1 *)_this)->has_sealed)|| !(((int)((P1 *)_this)->seen_open)));
#ifdef VAR_RANGES
		logval("Synchronizer:target_chosen", ((int)((P1 *)_this)->target_chosen));
#endif
		;
S_1335_0: /* 2 */
		((P1 *)_this)->target = ( ((((int)((P1 *)_this)->seen.waiting)==0)) ? (0) : (((int)((P1 *)_this)->seen.nonce[ Index((((int)((P1 *)_this)->seen.waiting)-1), 2) ])) );
#ifdef VAR_RANGES
		logval("Synchronizer:target", ((int)((P1 *)_this)->target));
#endif
		;
S_1339_0: /* 2 */
S_1336_0: /* 2 */
		if (!((((int)((P1 *)_this)->seen.waiting)>=2)))
			goto S_1339_1;
S_1337_0: /* 2 */
		((P1 *)_this)->pattern = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:pattern", ((int)((P1 *)_this)->pattern));
#endif
		;
		goto S_1340_0;
S_1339_1: /* 3 */
S_1338_0: /* 2 */
		/* else */;
		goto S_1340_0;
S_1339_2: /* 3 */
		Uerror("blocking sel in d_step (nr.157, near line 340)");
S_1340_0: /* 2 */
		goto S_1343_0;
S_1342_1: /* 3 */
S_1341_0: /* 2 */
		/* else */;
		goto S_1343_0;
S_1342_2: /* 3 */
		Uerror("blocking sel in d_step (nr.158, near line 336)");
S_1343_0: /* 2 */
S_1344_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_1345_0: /* 2 */
		((P1 *)_this)->action = 1;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_1356_0: /* 2 */
S_1355_0: /* 2 */
S_1346_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_1355_1;
S_1350_0: /* 2 */
S_1347_0: /* 2 */
		if (!((((((int)((P1 *)_this)->target)!=0)&&(((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])==((int)((P1 *)_this)->target)))&&(((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])>( (((((int)((P1 *)_this)->pattern)==2)&&(((int)((P1 *)_this)->known.mark)>((int)((P1 *)_this)->known.floor)))) ? (((int)((P1 *)_this)->known.mark)) : (((int)((P1 *)_this)->known.floor)) )))))
			goto S_1350_1;
S_1348_0: /* 2 */
		((P1 *)_this)->action = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1351_0;
S_1350_1: /* 3 */
S_1349_0: /* 2 */
		/* else */;
		goto S_1351_0;
S_1350_2: /* 3 */
		Uerror("blocking sel in d_step (nr.159, near line 351)");
S_1351_0: /* 2 */
S_1352_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1356_0; /* ';' */
S_1355_1: /* 3 */
S_1353_0: /* 2 */
		/* else */;
S_1354_0: /* 2 */
		goto S_1358_0;	/* 'goto' */
S_1355_2: /* 3 */
		Uerror("blocking sel in d_step (nr.160, near line 349)");
S_1357_0: /* 2 */
		goto S_1358_0;	/* 'break' */
S_1358_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_1379_0: /* 2 */
S_1359_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)==0)))
			goto S_1379_1;
S_1360_0: /* 2 */
		((P1 *)_this)->pat = ((int)((P1 *)_this)->pattern);
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_1361_0: /* 2 */
		((P1 *)_this)->upto = ((int)((P1 *)_this)->seen.seq[ Index((((int)((P1 *)_this)->seen.waiting)-1), 2) ]);
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_1377_0: /* 2 */
S_1362_0: /* 2 */
		((P1 *)_this)->action = 4;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_1363_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
S_1374_0: /* 2 */
S_1373_0: /* 2 */
S_1364_0: /* 2 */
		if (!((((int)((P1 *)_this)->w)<((int)((P1 *)_this)->seen.waiting))))
			goto S_1373_1;
S_1368_0: /* 2 */
S_1365_0: /* 2 */
		if (!((((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=((int)((P1 *)_this)->upto))&& !(((((int)((P1 *)_this)->seen.seq[ Index(((int)((P1 *)_this)->w), 2) ])<=( ((((int)((P1 *)_this)->known.floor)>=((int)((P1 *)_this)->known.mark))) ? (( ((((int)((P1 *)_this)->known.floor)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.floor)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) : (( ((((int)((P1 *)_this)->known.mark)>=( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) ))) ? (((int)((P1 *)_this)->known.mark)) : (( ((((int)((P1 *)_this)->known.under)==0)) ? (0) : (((int)((P1 *)_this)->known.upto)) )) )) ))&& !(((((int)((P1 *)_this)->known.nonces)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))!=0)))))&&((((int)((P1 *)_this)->contents)&(1<<((int)((P1 *)_this)->seen.nonce[ Index(((int)((P1 *)_this)->w), 2) ])))==0))))
			goto S_1368_1;
S_1366_0: /* 2 */
		((P1 *)_this)->action = 6;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
		goto S_1369_0;
S_1368_1: /* 3 */
S_1367_0: /* 2 */
		/* else */;
		goto S_1369_0;
S_1368_2: /* 3 */
		Uerror("blocking sel in d_step (nr.161, near line 373)");
S_1369_0: /* 2 */
S_1370_0: /* 2 */
		((P1 *)_this)->w = (((int)((P1 *)_this)->w)+1);
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1374_0; /* ';' */
S_1373_1: /* 3 */
S_1371_0: /* 2 */
		/* else */;
S_1372_0: /* 2 */
		goto S_1376_0;	/* 'goto' */
S_1373_2: /* 3 */
		Uerror("blocking sel in d_step (nr.162, near line 371)");
S_1375_0: /* 2 */
		goto S_1376_0;	/* 'break' */
S_1376_0: /* 2 */
		((P1 *)_this)->w = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:w", ((int)((P1 *)_this)->w));
#endif
		;
		goto S_1380_0;
S_1379_1: /* 3 */
S_1378_0: /* 2 */
		/* else */;
		goto S_1380_0;
S_1379_2: /* 3 */
		Uerror("blocking sel in d_step (nr.163, near line 361)");
S_1380_0: /* 2 */
		goto S_1383_0;
		goto S_1383_0;
S_1382_2: /* 3 */
		Uerror("blocking sel in d_step (nr.164, near line 326)");
S_1383_0: /* 2 */
		goto S_1385_0;
S_1384_2: /* 3 */
		Uerror("blocking sel in d_step (nr.165, near line 322)");
S_1385_0: /* 2 */
		goto S_1387_0;
S_1386_3: /* 3 */
		Uerror("blocking sel in d_step (nr.166, near line 313)");
S_1387_0: /* 2 */
		goto S_1389_0;
S_1388_2: /* 3 */
		Uerror("blocking sel in d_step (nr.167, near line 303)");
S_1389_0: /* 2 */
		goto S_1424_0; /* '.' */
		goto S_1424_0; /* ';' */
		goto S_1424_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 21: // STATE 1375 - sync.pml:615 - [D_STEP615]
		if (!(boq == -1 && (((int)((P1 *)_this)->action)==1)))
			continue;

		reached[1][1375] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1392_0: /* 2 */
		if (!((((int)((P1 *)_this)->action)==1)))
			Uerror("block in d_step seq");
S_1421_0: /* 2 */
S_1393_0: /* 2 */
		((P1 *)_this)->looked = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:looked", ((int)((P1 *)_this)->looked));
#endif
		;
S_1394_0: /* 2 */
		((P1 *)_this)->repeated = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:repeated", ((int)((P1 *)_this)->repeated));
#endif
		;
S_1395_0: /* 2 */
		((P1 *)_this)->has_sealed = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:has_sealed", ((int)((P1 *)_this)->has_sealed));
#endif
		;
S_1396_0: /* 2 */
		((P1 *)_this)->target_chosen = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:target_chosen", ((int)((P1 *)_this)->target_chosen));
#endif
		;
S_1397_0: /* 2 */
		((P1 *)_this)->target = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:target", ((int)((P1 *)_this)->target));
#endif
		;
S_1398_0: /* 2 */
		((P1 *)_this)->contents = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:contents", ((int)((P1 *)_this)->contents));
#endif
		;
S_1399_0: /* 2 */
		((P1 *)_this)->pat = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:pat", ((int)((P1 *)_this)->pat));
#endif
		;
S_1400_0: /* 2 */
		((P1 *)_this)->upto = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:upto", ((int)((P1 *)_this)->upto));
#endif
		;
S_1401_0: /* 2 */
		((P1 *)_this)->action = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:action", ((int)((P1 *)_this)->action));
#endif
		;
S_1402_0: /* 2 */
		((P1 *)_this)->kind = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:kind", ((int)((P1 *)_this)->kind));
#endif
		;
S_1403_0: /* 2 */
		((P1 *)_this)->amount = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:amount", ((int)((P1 *)_this)->amount));
#endif
		;
S_1404_0: /* 2 */
		((P1 *)_this)->past = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:past", ((int)((P1 *)_this)->past));
#endif
		;
S_1419_0: /* 2 */
S_1405_0: /* 2 */
		((P1 *)_this)->seen.open_seq = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen.open_seq", ((int)((P1 *)_this)->seen.open_seq));
#endif
		;
S_1406_0: /* 2 */
		((P1 *)_this)->seen.waiting = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen.waiting", ((int)((P1 *)_this)->seen.waiting));
#endif
		;
S_1407_0: /* 2 */
		((P1 *)_this)->seen.discarded = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen.discarded", ((int)((P1 *)_this)->seen.discarded));
#endif
		;
S_1408_0: /* 2 */
		((P1 *)_this)->seen.seq[0] = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen.seq[0]", ((int)((P1 *)_this)->seen.seq[0]));
#endif
		;
S_1409_0: /* 2 */
		((P1 *)_this)->seen.seq[1] = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen.seq[1]", ((int)((P1 *)_this)->seen.seq[1]));
#endif
		;
S_1410_0: /* 2 */
		((P1 *)_this)->seen.nonce[0] = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen.nonce[0]", ((int)((P1 *)_this)->seen.nonce[0]));
#endif
		;
S_1411_0: /* 2 */
		((P1 *)_this)->seen.nonce[1] = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen.nonce[1]", ((int)((P1 *)_this)->seen.nonce[1]));
#endif
		;
S_1412_0: /* 2 */
		((P1 *)_this)->seen_open = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:seen_open", ((int)((P1 *)_this)->seen_open));
#endif
		;
S_1413_0: /* 2 */
		((P1 *)_this)->known.floor = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:known.floor", ((int)((P1 *)_this)->known.floor));
#endif
		;
S_1414_0: /* 2 */
		((P1 *)_this)->known.mark = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:known.mark", ((int)((P1 *)_this)->known.mark));
#endif
		;
S_1415_0: /* 2 */
		((P1 *)_this)->known.under = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:known.under", ((int)((P1 *)_this)->known.under));
#endif
		;
S_1416_0: /* 2 */
		((P1 *)_this)->known.upto = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:known.upto", ((int)((P1 *)_this)->known.upto));
#endif
		;
S_1417_0: /* 2 */
		((P1 *)_this)->known.cursor = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:known.cursor", ((int)((P1 *)_this)->known.cursor));
#endif
		;
S_1418_0: /* 2 */
		((P1 *)_this)->known.nonces = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:known.nonces", ((int)((P1 *)_this)->known.nonces));
#endif
		;
		goto S_1420_0;
S_1420_0: /* 2 */
		((P1 *)_this)->pattern = 0;
#ifdef VAR_RANGES
		logval("Synchronizer:pattern", ((int)((P1 *)_this)->pattern));
#endif
		;
		goto S_1424_0; /* ';' */
		goto S_1424_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 22: // STATE 1379 - sync.pml:617 - [-end-] (0:0:0 - 1)
		IfNotBlocked
		reached[1][1379] = 1;
		if (!delproc(1, II)) continue;
		_m = 3; goto P999; /* 0 */

		 /* PROC Callers */
	case 23: // STATE 14 - sync.pml:183 - [D_STEP183]
		if (!(boq == -1 && (((int)((P0 *)_this)->adds_a)>0)))
			continue;

		reached[0][14] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_000_0: /* 2 */
		if (!((((int)((P0 *)_this)->adds_a)>0)))
			Uerror("block in d_step seq");
S_001_0: /* 2 */
		((P0 *)_this)->adds_a = (((int)((P0 *)_this)->adds_a)-1);
#ifdef VAR_RANGES
		logval("Callers:adds_a", ((int)((P0 *)_this)->adds_a));
#endif
		;
S_012_0: /* 2 */
S_007_0: /* 2 */
S_002_0: /* 2 */
		if (!((((int)now.store.open_kind[0])==0)))
			goto S_007_1;
S_003_0: /* 2 */
		now.store.open_kind[0] = 1;
#ifdef VAR_RANGES
		logval("store.open_kind[0]", ((int)now.store.open_kind[0]));
#endif
		;
		goto S_008_0;
S_007_1: /* 3 */
S_004_0: /* 2 */
		if (!((((int)now.store.open_kind[0])==3)))
			goto S_007_2;
S_005_0: /* 2 */
		now.store.open_kind[0] = 2;
#ifdef VAR_RANGES
		logval("store.open_kind[0]", ((int)now.store.open_kind[0]));
#endif
		;
		goto S_008_0;
S_007_2: /* 3 */
S_006_0: /* 2 */
		/* else */;
		goto S_008_0;
S_007_3: /* 3 */
		Uerror("blocking sel in d_step (nr.168, near line 169)");
S_008_0: /* 2 */
S_009_0: /* 2 */
		now.store.open_amount[0] = (((int)now.store.open_amount[0])+1);
#ifdef VAR_RANGES
		logval("store.open_amount[0]", ((int)now.store.open_amount[0]));
#endif
		;
S_010_0: /* 2 */
		now.truth[0] = (((int)now.truth[0])+1);
#ifdef VAR_RANGES
		logval("truth[0]", ((int)now.truth[0]));
#endif
		;
S_011_0: /* 2 */
		if (!(1))
			Uerror("block in d_step seq");
		goto S_045_0;
S_045_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 24: // STATE 28 - sync.pml:184 - [D_STEP184]
		if (!(boq == -1 && (((int)((P0 *)_this)->adds_b)>0)))
			continue;

		reached[0][28] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_014_0: /* 2 */
		if (!((((int)((P0 *)_this)->adds_b)>0)))
			Uerror("block in d_step seq");
S_015_0: /* 2 */
		((P0 *)_this)->adds_b = (((int)((P0 *)_this)->adds_b)-1);
#ifdef VAR_RANGES
		logval("Callers:adds_b", ((int)((P0 *)_this)->adds_b));
#endif
		;
S_026_0: /* 2 */
S_021_0: /* 2 */
S_016_0: /* 2 */
		if (!((((int)now.store.open_kind[1])==0)))
			goto S_021_1;
S_017_0: /* 2 */
		now.store.open_kind[1] = 1;
#ifdef VAR_RANGES
		logval("store.open_kind[1]", ((int)now.store.open_kind[1]));
#endif
		;
		goto S_022_0;
S_021_1: /* 3 */
S_018_0: /* 2 */
		if (!((((int)now.store.open_kind[1])==3)))
			goto S_021_2;
S_019_0: /* 2 */
		now.store.open_kind[1] = 2;
#ifdef VAR_RANGES
		logval("store.open_kind[1]", ((int)now.store.open_kind[1]));
#endif
		;
		goto S_022_0;
S_021_2: /* 3 */
S_020_0: /* 2 */
		/* else */;
		goto S_022_0;
S_021_3: /* 3 */
		Uerror("blocking sel in d_step (nr.169, near line 169)");
S_022_0: /* 2 */
S_023_0: /* 2 */
		now.store.open_amount[1] = (((int)now.store.open_amount[1])+1);
#ifdef VAR_RANGES
		logval("store.open_amount[1]", ((int)now.store.open_amount[1]));
#endif
		;
S_024_0: /* 2 */
		now.truth[1] = (((int)now.truth[1])+1);
#ifdef VAR_RANGES
		logval("truth[1]", ((int)now.truth[1]));
#endif
		;
S_025_0: /* 2 */
		if (!(1))
			Uerror("block in d_step seq");
		goto S_045_0; /* ';' */
		goto S_045_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 25: // STATE 35 - sync.pml:186 - [D_STEP186]
		if (!(boq == -1 && (((int)((P0 *)_this)->sets)>0)))
			continue;

		reached[0][35] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_028_0: /* 2 */
		if (!((((int)((P0 *)_this)->sets)>0)))
			Uerror("block in d_step seq");
S_029_0: /* 2 */
		((P0 *)_this)->sets = (((int)((P0 *)_this)->sets)-1);
#ifdef VAR_RANGES
		logval("Callers:sets", ((int)((P0 *)_this)->sets));
#endif
		;
S_030_0: /* 2 */
		now.store.open_kind[0] = 2;
#ifdef VAR_RANGES
		logval("store.open_kind[0]", ((int)now.store.open_kind[0]));
#endif
		;
S_031_0: /* 2 */
		now.store.open_amount[0] = 4;
#ifdef VAR_RANGES
		logval("store.open_amount[0]", ((int)now.store.open_amount[0]));
#endif
		;
S_032_0: /* 2 */
		now.truth[0] = 4;
#ifdef VAR_RANGES
		logval("truth[0]", ((int)now.truth[0]));
#endif
		;
S_033_0: /* 2 */
		if (!(1))
			Uerror("block in d_step seq");
		goto S_045_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 26: // STATE 42 - sync.pml:190 - [D_STEP190]
		if (!(boq == -1 && (((int)((P0 *)_this)->removes)>0)))
			continue;

		reached[0][42] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_035_0: /* 2 */
		if (!((((int)((P0 *)_this)->removes)>0)))
			Uerror("block in d_step seq");
S_036_0: /* 2 */
		((P0 *)_this)->removes = (((int)((P0 *)_this)->removes)-1);
#ifdef VAR_RANGES
		logval("Callers:removes", ((int)((P0 *)_this)->removes));
#endif
		;
S_037_0: /* 2 */
		now.store.open_kind[0] = 3;
#ifdef VAR_RANGES
		logval("store.open_kind[0]", ((int)now.store.open_kind[0]));
#endif
		;
S_038_0: /* 2 */
		now.store.open_amount[0] = 0;
#ifdef VAR_RANGES
		logval("store.open_amount[0]", ((int)now.store.open_amount[0]));
#endif
		;
S_039_0: /* 2 */
		now.truth[0] = 0;
#ifdef VAR_RANGES
		logval("truth[0]", ((int)now.truth[0]));
#endif
		;
S_040_0: /* 2 */
		if (!(1))
			Uerror("block in d_step seq");
		goto S_045_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 27: // STATE 43 - sync.pml:193 - [(((((adds_a+adds_b)+sets)+removes)==0))] (0:0:4 - 1)
		IfNotBlocked
		reached[0][43] = 1;
		if (!(((((((int)((P0 *)_this)->adds_a)+((int)((P0 *)_this)->adds_b))+((int)((P0 *)_this)->sets))+((int)((P0 *)_this)->removes))==0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: adds_a */  (trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((P0 *)_this)->adds_a;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P0 *)_this)->adds_a = 0;
		if (TstOnly) return 1; /* TT */
		/* dead 1: adds_b */  (trpt+1)->bup.ovals[1] = ((P0 *)_this)->adds_b;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P0 *)_this)->adds_b = 0;
		if (TstOnly) return 1; /* TT */
		/* dead 1: sets */  (trpt+1)->bup.ovals[2] = ((P0 *)_this)->sets;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P0 *)_this)->sets = 0;
		if (TstOnly) return 1; /* TT */
		/* dead 1: removes */  (trpt+1)->bup.ovals[3] = ((P0 *)_this)->removes;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P0 *)_this)->removes = 0;
		_m = 3; goto P999; /* 0 */
	case 28: // STATE 48 - sync.pml:195 - [-end-] (0:0:0 - 3)
		IfNotBlocked
		reached[0][48] = 1;
		if (!delproc(1, II)) continue;
		_m = 3; goto P999; /* 0 */
	case  _T5:	/* np_ */
		if (!((!(trpt->o_pm&4) && !(trpt->tau&128))))
			continue;
		/* else fall through */
	case  _T2:	/* true */
		_m = 3; goto P999;
#undef rand
	}

