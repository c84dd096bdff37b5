package aule.agents.loop;

import aule.agents.Agenda;
import aule.agents.Settings;
import aule.agents.loop.context.Scribe;
import aule.budget.Purse;
import aule.journal.Journal;
import aule.models.Models;
import aule.tools.Toolbox;
import java.time.InstantSource;

/** Everything outside itself that the loop deals with: the present, or a record of the past. */
public record Ports(
        Journal journal,
        Agenda agenda,
        InstantSource clock,
        Models models,
        Toolbox tools,
        Scribe scribe,
        Purse purse,
        Losses losses,
        KnownAnswers answers,
        Surroundings surroundings,
        Settings settings) {}
